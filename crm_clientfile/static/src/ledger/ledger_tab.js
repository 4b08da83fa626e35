import {Component, useSubEnv} from "@odoo/owl";
import {View, getDefaultConfig} from "@web/views/view";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * The ledger of the customer on the form, searched and paged by itself. It is read when
 * its tab is opened, not with the form.
 */
export class LedgerTab extends Component {
    static template = "crm_clientfile.LedgerTab";
    static components = {View};
    static props = {...standardWidgetProps};

    setup() {
        // Title, breadcrumbs and pager of the form are not those of the list in it.
        useSubEnv({config: getDefaultConfig()});
    }

    get partnerId() {
        return this.props.record.resId;
    }

    /**
     * A company's contacts are part of it; a contact has what was exchanged with him.
     */
    get domain() {
        const entity = this.props.record.data.commercial_partner_id;
        const isEntity = !entity || entity.id === this.partnerId;
        return [[isEntity ? "entity_id" : "partner_id", "=", this.partnerId]];
    }

    get viewProps() {
        return {
            type: this.env.isSmall ? "kanban" : "list",
            resModel: "clientfile.ledger.entry",
            domain: this.domain,
            context: {clientfile_ledger_customer: this.partnerId},
            display: {searchPanel: false},
            loadIrFilters: true,
            searchViewId: false,
            noBreadcrumbs: true,
            allowSelectors: false,
            showButtons: false,
        };
    }
}

registry.category("view_widgets").add("clientfile_ledger", {component: LedgerTab});
