import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_segment_tour", {
    steps: () => [
        {
            content: "open the segment",
            trigger: ".o_kanban_record:contains(Cafés of Lyon)",
            run: "click",
        },
        {
            content: "it is not counted yet, its customers are",
            trigger: "button[name=action_open_customers] .o_stat_value:contains(2)",
        },
        {
            content: "prepare calls",
            trigger: "button[name=action_call_list]",
            run: "click",
        },
        {
            content: "how many are concerned is told first",
            trigger: ".o_field_widget[name=customer_count]:contains(2)",
        },
        {
            content: "plan them",
            trigger: "button[name=action_start]",
            run: "click",
        },
        {
            content: "one was planned",
            trigger: "button[name=action_open_lines] .o_stat_value:contains(1)",
        },
        {
            content: "who has no phone is listed",
            trigger: "button[name=action_open_lines]:contains(Left out)",
            run: "click",
        },
        {
            content: "with the reason",
            trigger: ".o_group_header:contains(No phone number)",
        },
    ],
});
