import {MonetaryField, monetaryField} from "@web/views/fields/monetary/monetary_field";
import {registry} from "@web/core/registry";

/**
 * An amount that is either known or not: Odoo stores nothing as zero, and a zero shown
 * would be read as an amount that somebody named.
 */
export class KnownAmountField extends MonetaryField {
    get currency() {
        const isShown = this.value || this.state.value;
        return isShown ? super.currency : null;
    }

    get formattedValue() {
        return this.value ? super.formattedValue : "";
    }
}

registry.category("fields").add("clientfile_known_amount", {
    ...monetaryField,
    component: KnownAmountField,
    isEmpty: (record, fieldName) => !record.data[fieldName],
});
