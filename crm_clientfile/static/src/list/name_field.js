import {CharField, charField} from "@web/views/fields/char/char_field";
import {registry} from "@web/core/registry";

/**
 * A name in a list of many columns: the first that must stay readable, while one long
 * name does not take the place of the other columns.
 */
export const nameField = {
    ...charField,
    component: CharField,
    listViewWidth: [135, 260],
};

registry.category("fields").add("clientfile_name", nameField);
