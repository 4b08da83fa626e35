import {Component, onWillStart, useState} from "@odoo/owl";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {KeepLast} from "@web/core/utils/concurrency";
import {Layout} from "@web/search/layout";
import {MonthsChart} from "./months_chart";
import {_t} from "@web/core/l10n/translation";
import {formatCurrency} from "@web/core/currency";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const PERIODS = [
    ["year", _t("This year")],
    ["12m", _t("12 months")],
    ["quarter", _t("Quarter")],
    ["last_year", _t("Last year")],
];

/**
 * The customers at a glance. All numbers come from one call; each opens the list of what
 * it counts.
 */
export class Dashboard extends Component {
    static template = "crm_clientfile.Dashboard";
    static components = {Layout, MonthsChart};
    static props = {...standardActionServiceProps};
    static path = "customer-dashboard";
    static displayName = _t("Dashboard");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        this.periods = PERIODS;
        this.state = useState({data: null});
        const wanted = this.props.state?.wanted || {};
        onWillStart(() => this.load(wanted));
    }

    async load(wanted) {
        const answer = this.orm.call("clientfile.dashboard", "get_dashboard", [wanted]);
        this.state.data = await this.keepLast.add(answer);
    }

    choose(name, value) {
        return this.load({...this.state.data.wanted, [name]: value});
    }

    chooseId(name, event) {
        return this.choose(name, Number(event.target.value) || false);
    }

    get days() {
        const {date_from: since, date_to: until} = this.state.data;
        return [since, until]
            .map((day) => formatDate(deserializeDate(day)))
            .join(" – ");
    }

    amount(value) {
        return formatCurrency(value, this.state.data.currency_id, {digits: [16, 0]});
    }

    number({kind, value}) {
        return kind === "amount" ? this.amount(value) : formatInteger(value);
    }

    percent(share) {
        return `${Math.round(100 * share)} %`;
    }

    /** A share as a bar behind its label. */
    bar(share) {
        if (!(share > 0)) {
            return "";
        }
        const width = Math.min(100, Math.max(1, Math.round(100 * share)));
        const colour = "rgba(113, 99, 158, 0.2)";
        return `background: linear-gradient(to right, ${colour} ${width}%, transparent ${width}%)`;
    }

    change(change) {
        return `${change > 0 ? "+" : ""}${this.percent(change)}`;
    }

    day(date) {
        return formatDate(deserializeDate(date));
    }

    open(number, name) {
        const {list, kanban, search} = this.state.data.views;
        const model = number.model;
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: model,
            domain: number.domain,
            views: [
                [number.list || list[model] || false, "list"],
                ...(kanban[model] ? [[kanban[model], "kanban"]] : []),
                [false, "form"],
            ],
            mobile_view_mode: "kanban",
            search_view_id: [search[model] || false],
            context: {active_test: false},
        });
    }

    openCustomer(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: row.model,
            res_id: row.id,
            views: [[false, "form"]],
        });
    }

    openMonth(month) {
        const name = _t("Purchases of %(month)s/%(year)s", month);
        return this.open({model: "clientfile.purchase.report", ...month}, name);
    }
}

registry.category("actions").add("clientfile_dashboard", Dashboard);
