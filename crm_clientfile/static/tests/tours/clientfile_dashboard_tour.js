import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_dashboard_tour", {
    steps: () => [
        {
            content: "both have bought",
            trigger:
                ".o_clientfile_dashboard_card[name=clients] .o_clientfile_dashboard_value:text(2)",
        },
        {
            content: "a number opens its list",
            trigger: ".o_clientfile_dashboard_card[name=clients]",
            run: "click",
        },
        {
            content: "with exactly those it counts",
            trigger: ".o_list_view .o_data_row:nth-child(2)",
        },
        {
            trigger: ".o_list_view:not(:has(.o_data_row:nth-child(3)))",
        },
        {
            content: "back to the dashboard",
            trigger:
                ".o_breadcrumb .breadcrumb-item a:contains(Dashboard), .o_back_button",
            run: "click",
        },
        {
            content: "a row of a panel opens its list, too",
            trigger: "[data-panel=place] tr:contains(Belgium) a",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(Gent)",
        },
    ],
});
