import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const ROWS = [
    "Raison sociale;SIRET;Code postal;Ville;Téléphone;Email",
    "Vins du Jura;558050100012;1000;Bourg;612345678;contact@vins.example",
    "Garage Durand;;69003;Lyon;0612;",
    "VINS DU JURA;00558050100012;01000;Bourg;06 12 34 56 78;",
];

registry.category("web_tour.tours").add("clientfile_import_tour", {
    steps: () => [
        {
            content: "choose the file",
            trigger: ".o_field_widget[name=file]",
            async run() {
                const file = new File([ROWS.join("\n")], "clients.csv", {
                    type: "text/csv",
                });
                await inputFiles(".o_field_widget[name=file] input[type=file]", [file]);
            },
        },
        {
            content: "have it read",
            trigger: "button[name=action_read]",
            run: "click",
        },
        {
            content: "the columns are recognised",
            trigger:
                ".o_field_widget[name=column_ids] .o_data_row:nth-child(2) td[name=target]:contains('SIRET')",
        },
        {
            content: "look at the first rows",
            trigger: "a[name=preview]",
            run: "click",
        },
        {
            content: "they are shown as they will be stored",
            trigger: "[name=preview] td:contains('00558050100012')",
        },
        {
            content: "test the file",
            trigger: "button[name=action_test]",
            run: "click",
        },
        {
            content: "one customer is to be created",
            trigger:
                "button[name=action_open_rows] [name=to_create_count] .o_stat_value:contains(/^1$/)",
        },
        {
            content: "one row is refused",
            trigger:
                "button[name=action_open_rows] [name=refused_count] .o_stat_value:contains(/^1$/)",
        },
        {
            content: "import",
            trigger: "button[name=action_run]",
            run: "click",
        },
        {
            content: "confirm",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is done",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=done]",
        },
        {
            content: "open the refused row",
            trigger: "button[name=action_open_rows]:has([name=refused_count])",
            run: "click",
        },
        {
            content: "it tells why",
            trigger:
                ".o_data_row:contains('Garage Durand') td[name=reason]:contains('0612')",
        },
    ],
});
