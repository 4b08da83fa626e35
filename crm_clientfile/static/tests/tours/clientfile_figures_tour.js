import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_figures_tour", {
    steps: () => [
        {
            content: "open the customer to call",
            trigger: ".o_data_row td[name=complete_name]:contains(Garage Petit)",
            run: "click",
        },
        {
            content: "open the figures",
            trigger: ".nav-link[name=clientfile_figures]",
            run: "click",
        },
        {
            content: "the rhythm is told in words",
            trigger:
                ".o_field_widget[name=clientfile_figures_words] li:contains(Usually buys every 6 weeks)",
        },
        {
            content: "what is overdue is told to a salesperson, too",
            trigger: ".o_field_widget[name=clientfile_amount_overdue]:contains(30)",
        },
        {
            content: "years are told by month",
            trigger:
                ".o_field_widget[name=clientfile_figures_tables] .o_clientfile_years tr:contains(Quarter 4)",
        },
        {
            content: "so are the products",
            trigger:
                ".o_field_widget[name=clientfile_figures_tables] td:contains(Bread)",
        },
    ],
});
