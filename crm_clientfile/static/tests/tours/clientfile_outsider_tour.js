import {download} from "@web/core/network/download";
import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const DIALOG = ".modal:not(.o_inactive_modal)";

function choose(content, field, name) {
    const input = `.o_field_widget[name=${field}] input`;
    return [
        {content, trigger: input, run: `edit ${name}`},
        {
            content: `${name} is proposed`,
            trigger: `.o-autocomplete--dropdown-item:contains(${name})`,
            run: "click",
        },
    ];
}

function openMenu(section, item) {
    return [
        {
            content: "open the section of the menu",
            trigger: `.o_menu_sections [data-menu-xmlid='crm_clientfile.${section}']`,
            run: "click",
        },
        {
            content: "choose the entry",
            trigger: `.dropdown-item[data-menu-xmlid='crm_clientfile.${item}']`,
            run: "click",
        },
    ];
}

const takeOverTerritory = [
    ...choose("whose customers they were", "from_user_id", "Bertrand Petit"),
    ...choose("in which territory", "from_territory_id", "Bourgogne"),
    ...choose("who takes them over", "to_user_id", "Odile Garnier"),
    {
        content: "look first",
        trigger: "button[name=action_preview]",
        run: "click",
    },
    {
        content: "two customers would be moved",
        trigger:
            "button[name=action_open_lines] [name=to_move_count] .o_stat_value:contains(/^2$/)",
        run: "click",
    },
    {
        content: "they are listed",
        trigger: ".o_data_row:contains(Caves de Nuits)",
    },
    {
        content: "back to the move",
        trigger: ".o_back_button",
        run: "click",
    },
    {
        content: "move them",
        trigger: "button[name=action_move]",
        run: "click",
    },
    {
        content: "confirm",
        trigger: `${DIALOG} .modal-footer .btn-primary`,
        run: "click",
    },
    {
        content: "it is done",
        trigger: ".o_statusbar_status .o_arrow_button_current[data-value=done]",
    },
];

const planCalls = [
    ...openMenu("clientfile_menu_customers", "res_partner_menu_mine"),
    {
        content: "both are in the portfolio now",
        trigger: ".o_list_view .o_data_row:contains(Tonnellerie Rameau)",
    },
    {
        content: "open the filters",
        trigger: ".o_searchview_dropdown_toggler",
        run: "click",
    },
    {
        content: "silent for six months",
        trigger: ".o_filter_menu .o_menu_item:contains(No contact for 6 months)",
        run: "click",
    },
    {
        content: "only one of them is",
        trigger:
            ".o_list_view:not(:contains(Tonnellerie Rameau)) .o_data_row:contains(Caves de Nuits)",
    },
    {
        content: "tick all",
        trigger: "thead .o_list_record_selector input",
        run: "click",
    },
    {
        content: "plan a call for each",
        trigger: "button[name=action_clientfile_plan]",
        run: "click",
    },
    {
        content: "what it is about",
        trigger: `${DIALOG} .o_field_widget[name=summary] input`,
        run: "edit Ask for news",
    },
    {
        content: "plan it",
        trigger: `${DIALOG} button[name=action_schedule_activities]`,
        run: "click",
    },
    {
        content: "the list shows what comes next",
        trigger: ".o_data_row:contains(Caves de Nuits) td:contains(Ask for news)",
    },
];

const recordDispute = [
    {
        content: "open the customer",
        trigger: ".o_data_row td[name=complete_name]:contains(Caves de Nuits)",
        run: "click",
    },
    {
        content: "go to where he comes from",
        trigger: ".o_notebook a[name=clientfile_relation]",
        run: "click",
    },
    {
        content: "no budget is known, so no amount is shown",
        trigger: ".o_field_widget[name=clientfile_budget] input",
        run() {
            if (this.anchor.value || this.anchor.parentElement.textContent.trim()) {
                throw new Error("An unknown budget is shown as an amount.");
            }
        },
    },
    {
        content: "go to what is going on",
        trigger: ".o_notebook a[name=clientfile_followup]",
        run: "click",
    },
    {
        content: "add a dispute",
        trigger:
            ".o_field_widget[name=clientfile_dispute_ids] .o_field_x2many_list_row_add a",
        run: "click",
    },
    {
        content: "the reason",
        trigger: `${DIALOG} .o_field_widget[name=reason] input`,
        run: "click",
    },
    {
        content: "is the quality",
        trigger: ".o_select_menu_item:contains(Quality)",
        run: "click",
    },
    {
        content: "the amount",
        trigger: `${DIALOG} .o_field_widget[name=amount] input`,
        run: "edit 480",
    },
    {
        content: "keep it",
        trigger: `${DIALOG} .o_form_button_save`,
        run: "click",
    },
    {
        content: "it is in the list",
        trigger:
            ".o_field_widget[name=clientfile_dispute_ids] .o_data_row:contains(Quality)",
    },
    {
        content: "save",
        trigger: ".o_form_button_save",
        run: "click",
    },
    {
        content: "the record warns of it",
        trigger: "[name=clientfile_banner_alerts]:contains(480)",
    },
];

const acceptCondition = [
    {
        content: "go to the terms",
        trigger: ".o_notebook a[name=clientfile_terms]",
        run: "click",
    },
    {
        content: "add a special condition",
        trigger:
            ".o_field_widget[name=clientfile_condition_ids] .o_field_x2many_list_row_add a",
        run: "click",
    },
    {
        content: "what was agreed",
        trigger: `${DIALOG} .o_field_widget[name=name] input`,
        run: "edit 45 days end of month",
    },
    {
        content: "attach the signed offer",
        trigger: `${DIALOG} .o_field_widget[name=attachment_ids]`,
        async run() {
            const file = new File(["Signed"], "offer.txt", {type: "text/plain"});
            await inputFiles(`${DIALOG} .o_field_widget[name=attachment_ids] input`, [
                file,
            ]);
        },
    },
    {
        content: "it is attached",
        trigger: `${DIALOG} .o_attachment:contains(offer.txt)`,
    },
    {
        content: "keep it",
        trigger: `${DIALOG} .o_form_button_save`,
        run: "click",
    },
    {
        content: "it waits in the list",
        trigger:
            ".o_field_widget[name=clientfile_condition_ids] .o_data_row:contains(To accept)",
    },
    {
        content: "save",
        trigger: ".o_form_button_save",
        run: "click",
    },
    {
        content: "open it once it is saved",
        trigger:
            ".o_form_saved .o_field_widget[name=clientfile_condition_ids] .o_data_row:contains(45 days) td[name=name]",
        run: "click",
    },
    {
        content: "accept it",
        trigger: `${DIALOG} button[name=action_accept]`,
        run: "click",
    },
    {
        content: "it is accepted",
        trigger: `${DIALOG} .o_arrow_button_current[data-value=accepted]`,
    },
    {
        content: "back to the record",
        trigger: `${DIALOG} .btn-close`,
        run: "click",
    },
    {
        content: "it is in force",
        trigger:
            ".o_field_widget[name=clientfile_condition_ids] .o_data_row:contains(In force)",
    },
];

const printRecord = [
    {
        content: "open the menu of the record",
        trigger: ".o_cp_action_menus .dropdown-toggle",
        run() {
            // The file itself is of no interest here, only that it is asked for.
            download._download = (options) => {
                document.body.dataset.printed = options.data.data;
                return Promise.resolve();
            };
            this.anchor.click();
        },
    },
    {
        content: "print the customer record",
        trigger: ".o-dropdown--menu .o_menu_item:contains(Customer record)",
        run: "click",
    },
    {
        content: "it is asked for as a PDF",
        trigger: "body[data-printed*='/report/pdf/crm_clientfile.clientfile_record']",
    },
];

registry.category("web_tour.tours").add("clientfile_outsider_tour", {
    steps: () => [
        ...takeOverTerritory,
        ...planCalls,
        ...recordDispute,
        ...acceptCondition,
        ...printRecord,
    ],
});
