import {listActivity} from "@mail/views/web/fields/list_activity/list_activity";
import {registry} from "@web/core/registry";

/** The next action in a list: its summary may be long, and leaves room for the name. */
export const nextActionField = {
    ...listActivity,
    listViewWidth: [80, 180],
};

registry.category("fields").add("clientfile_next_action", nextActionField);
