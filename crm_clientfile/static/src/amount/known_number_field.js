import {IntegerField, integerField} from "@web/views/fields/integer/integer_field";
import {registry} from "@web/core/registry";

/** A number that is either known or not: see the amount that is. */
export class KnownNumberField extends IntegerField {
    get formattedValue() {
        return this.value ? super.formattedValue : "";
    }
}

registry.category("fields").add("clientfile_known_number", {
    ...integerField,
    component: KnownNumberField,
    isEmpty: (record, fieldName) => !record.data[fieldName],
});
