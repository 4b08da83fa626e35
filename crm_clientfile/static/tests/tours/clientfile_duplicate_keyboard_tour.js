import {registry} from "@web/core/registry";

// Nothing is clicked: each step presses what the keyboard of a reviewer has.
registry.category("web_tour.tours").add("clientfile_duplicate_keyboard_tour", {
    steps: () => [
        {
            content: "go down from the search into the list",
            trigger: ".o_list_view:has(.o_data_row) .o_searchview_input",
            run: "press ArrowDown",
        },
        {
            content: "and to the likeliest pair",
            trigger: ".o_list_view thead .o_list_record_selector",
            run: "press ArrowDown",
        },
        {
            content: "open it",
            trigger: ".o_list_view .o_data_row:first:contains(Garage Petit)",
            run: "press Enter",
        },
        {
            content: "both are the same",
            trigger: ".o_form_view h2:contains(Garage Petit)",
            run: "press Alt+q",
        },
        {
            content: "the next pair is there: others",
            trigger: ".o_form_view h2:contains(Fleurs du Lac)",
            run: "press Alt+x",
        },
        {
            content: "the third one waits for later",
            trigger: ".o_form_view h2:contains(Vins du Jura)",
            run: "press Alt+w",
        },
        {
            content: "nothing is left to decide",
            trigger: ".o_view_nocontent:contains(No duplicates to decide on)",
        },
    ],
});
