import {registry} from "@web/core/registry";

const openPolicy = {
    content: "open the policy",
    trigger: ".o_data_row td[name=name]:contains(Tour of customers)",
    run: "click",
};

registry.category("web_tour.tours").add("clientfile_retention_tour", {
    steps: () => [
        openPolicy,
        {
            content: "it is not in force, and cannot be put in force",
            trigger: ".o_form_view:not(:has(button[name=action_activate]))",
        },
        {
            content: "make a dry run",
            trigger: "button[name=action_dry_run]",
            run: "click",
        },
        {
            content: "it is made in the background",
            trigger: ".o_form_view button[name=action_refresh]",
        },
    ],
});

registry.category("web_tour.tours").add("clientfile_retention_force_tour", {
    steps: () => [
        openPolicy,
        {
            content: "look at whom it concerns",
            trigger: "button[name=action_open_lines]:contains(1)",
            run: "click",
        },
        {
            content: "the person, the clock and what will happen",
            trigger:
                ".o_data_row:contains(Tour Buyer):contains(Purchase):contains(archive)",
        },
        {
            content: "go back",
            trigger: ".o_back_button, .breadcrumb-item a:contains(Tour of customers)",
            run: "click",
        },
        {
            content: "put it in force",
            trigger: "button[name=action_activate]",
            run: "click",
        },
        {
            content: "apply it",
            trigger: "button[name=action_apply]",
            run: "click",
        },
        {
            content: "it is applied in the background",
            trigger: ".o_form_view button[name=action_refresh]",
        },
    ],
});

registry.category("web_tour.tours").add("clientfile_archive_tour", {
    steps: () => [
        {
            content: "open the archive of the person",
            trigger:
                ".o_data_row:contains(Tour Buyer) button[name=action_open_content]",
            run: "click",
        },
        {
            content: "say why",
            trigger: ".modal [name=reason] input",
            run: "edit Claim 12",
        },
        {
            content: "open it",
            trigger: ".modal button[name=action_open]",
            run: "click",
        },
        {
            content: "what was kept is there",
            trigger: ".modal [name=content]:contains(tour@example.com)",
        },
    ],
});
