import {registry} from "@web/core/registry";

const STATE = ".o_statusbar_status .o_arrow_button_current";

function press(name, content) {
    return {content, trigger: `button[name=${name}]:not(:disabled)`, run: "click"};
}

function repair(words, code) {
    return [
        {
            content: `open what is to be repaired: ${words}`,
            trigger: `.o_data_row:contains(${words}) button[name=action_open]`,
            run: "click",
        },
        {
            content: "give it a code",
            trigger: ".modal .o_field_widget[name=code] input",
            run: `edit ${code}`,
        },
        {
            content: "save the code",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {content: "the window is closed", trigger: "body:not(:has(.modal))"},
    ];
}

function newExport() {
    return [
        {
            content: "go back to the software",
            trigger: ".breadcrumb-item:contains(EBP of Mme Morel) a, .o_back_button",
            run: "click",
        },
        press("action_export", "start another export"),
        {content: "it is new", trigger: `${STATE}[data-value=draft]`},
        press("action_check", "check it"),
    ];
}

registry.category("web_tour.tours").add("clientfile_accounting_export_tour", {
    steps: () => [
        {
            content: "map the journal of sales",
            trigger:
                ".o_field_widget[name=journal_mapping_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "choose the journal",
            trigger: ".o_selected_row .o_field_widget[name=journal_id] input",
            run: "edit Tour sales",
        },
        {
            content: "take the one offered",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour sales)",
            run: "click",
        },
        {
            content: "say how it is called there",
            trigger: ".o_selected_row .o_field_widget[name=code] input",
            run: "edit VE",
        },
        press("action_export", "start an export"),
        press("action_check", "check it"),
        {
            content: "two things are to be repaired",
            trigger: `${STATE}[data-value=refused]`,
        },
        ...repair("PURCH", "AC"),
        ...repair("does not fit", "ETE"),
        press("action_check", "check again"),
        {content: "nothing stands in the way", trigger: `${STATE}[data-value=checked]`},
        press("action_export", "export"),
        {content: "it is exported", trigger: `${STATE}[data-value=done]`},
        {
            content: "look at its files",
            trigger: ".nav-link[name=files]",
            run: "click",
        },
        {
            content: "a file is there to be downloaded",
            trigger: ".o_data_row button[name=action_download]",
        },
        ...newExport(),
        {
            content: "a second export is refused",
            trigger: ".o_data_row:contains(exported already)",
        },
        {
            content: "go back to the software",
            trigger: ".breadcrumb-item:contains(EBP of Mme Morel) a, .o_back_button",
            run: "click",
        },
        press("action_open_exports", "look at the exports"),
        {
            content: "open the one that was made",
            trigger: ".o_data_row:contains(Exported) .o_data_cell[name=date_from]",
            run: "click",
        },
        press("action_release", "cancel it"),
        {
            content: "confirm the cancelling",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {content: "it is cancelled", trigger: `${STATE}[data-value=cancelled]`},
        {
            content: "go back to the exports",
            trigger: ".breadcrumb-item:contains(Exports) a, .o_back_button",
            run: "click",
        },
        {
            content: "open the one that was refused",
            trigger: ".o_data_row:contains(To repair) .o_data_cell[name=date_from]",
            run: "click",
        },
        press("action_check", "check it"),
        {content: "the entries are free", trigger: `${STATE}[data-value=checked]`},
        press("action_export", "export again"),
        {content: "it is exported again", trigger: `${STATE}[data-value=done]`},
    ],
});
