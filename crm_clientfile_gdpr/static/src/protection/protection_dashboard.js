import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/**
 * Data protection at a glance. All numbers come from one call; each opens the list of
 * what it counts.
 */
export class ProtectionDashboard extends Component {
    static template = "crm_clientfile_gdpr.ProtectionDashboard";
    static components = {Layout};
    static props = {...standardActionServiceProps};
    static path = "protection-dashboard";
    static displayName = _t("Data protection");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.state = useState({data: null});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call(
            "clientfile.protection.dashboard",
            "get_dashboard",
            []
        );
    }

    number(value) {
        return formatInteger(value);
    }

    open(card) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: card.label,
            res_model: card.model,
            domain: card.domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }

    openBreach(breach) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "clientfile.breach",
            res_id: breach.id,
            views: [[false, "form"]],
        });
    }
}

registry
    .category("actions")
    .add("clientfile_protection_dashboard", ProtectionDashboard);
