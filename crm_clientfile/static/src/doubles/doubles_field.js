import {_t} from "@web/core/l10n/translation";
import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const IGNORED = "clientfile_ignored_doubles";

/**
 * Customers that the one on the form may be: with the reasons, and what to do about it.
 */
export class DoublesField extends Component {
    static template = "crm_clientfile.DoublesField";
    static props = {...standardFieldProps};

    setup() {
        this.action = useService("action");
    }

    get value() {
        return (
            this.props.record.data[this.props.name] || {hits: [], more: 0, hidden: 0}
        );
    }

    get ignored() {
        return this.props.record.data[IGNORED] || [];
    }

    get hits() {
        return this.value.hits.filter((hit) => !this.ignored.includes(hit.id));
    }

    get isShown() {
        return this.hits.length + this.value.hidden > 0;
    }

    get alertClass() {
        if (this.hits.some((hit) => hit.band === "certain")) {
            return "alert-danger";
        }
        const isUnlikely = this.hits.every((hit) => hit.band === "glance");
        return this.hits.length && isUnlikely ? "alert-info" : "alert-warning";
    }

    get title() {
        return this.props.record.isNew
            ? _t("This customer may exist already:")
            : _t("This customer may be there twice:");
    }

    likelihood(hit) {
        // A share of a few per cent would read as "no": that is not what is meant.
        return hit.band === "glance" ? _t("Possible") : `${hit.percent} %`;
    }

    get hiddenText() {
        return _t(
            "%s more exist that you may not see. Ask a manager.",
            this.value.hidden
        );
    }

    canLink(hit) {
        const {data} = this.props.record;
        return hit.is_company && !data.parent_id && "parent_id" in data;
    }

    /**
     * What was typed of a new customer is given up: leaving the form would save it.
     *
     * In a dialog the existing customer takes its place: saving the dialog then
     * chooses him, and the document that asked for a customer stays open.
     */
    async open(hit) {
        const {record} = this.props;
        if (this.env.inDialog) {
            await record.model.load({resId: hit.id});
            return;
        }
        if (record.isNew) {
            await record.discard();
        }
        await this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: hit.id,
            views: [[false, "form"]],
        });
    }

    async link(hit) {
        const parent = {id: hit.id, display_name: hit.name};
        await this.props.record.update({parent_id: parent});
    }

    async ignore(hit) {
        await this.props.record.update({[IGNORED]: [...this.ignored, hit.id]});
    }
}

export const doublesField = {
    component: DoublesField,
    displayName: _t("Possible duplicates"),
    supportedTypes: ["json"],
    fieldDependencies: [{name: IGNORED, type: "json", readonly: false}],
};

registry.category("fields").add("clientfile_doubles", doublesField);
