import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {formatCurrency} from "@web/core/currency";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";

const MODEL = "clientfile.ledger.entry";

/**
 * Above the entries: what the customer owed before the period and owes after it, and the
 * way to a statement of account.
 */
export class LedgerHead extends Component {
    static template = "crm_clientfile.LedgerHead";
    static props = {domain: Array};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.state = useState({summary: {balances: [], is_narrow: true}});
        onWillStart(() => this.load(this.props.domain));
        onWillUpdateProps(({domain}) => {
            if (JSON.stringify(domain) !== this.shown) {
                return this.load(domain);
            }
        });
    }

    async load(domain) {
        this.shown = JSON.stringify(domain);
        this.state.summary = await this.keepLast.add(
            this.orm.call(MODEL, "get_summary", [domain])
        );
    }

    get balances() {
        return this.state.summary.balances.map((row) => ({
            ...row,
            key: `${row.company_id}-${row.currency_id}`,
            opening: this.format(row, "opening"),
            debit: this.format(row, "debit"),
            credit: this.format(row, "credit"),
            closing: this.format(row, "closing"),
            overdue: row.overdue > 0 && this.format(row, "overdue"),
        }));
    }

    format(row, name) {
        return formatCurrency(row[name], row.currency_id);
    }

    get openingLabel() {
        return _t("Balance before %s", this.day("date_from"));
    }

    get closingLabel() {
        const {date_to: until} = this.state.summary;
        return until ? _t("Balance on %s", this.day("date_to")) : _t("Balance");
    }

    day(name) {
        return formatDate(deserializeDate(this.state.summary[name]));
    }

    openPrint() {
        const {
            customer_id: customer,
            date_from: since,
            date_to: until,
        } = this.state.summary;
        const context = {default_partner_ids: [customer]};
        if (since) {
            context.default_date_from = since;
        }
        if (until) {
            context.default_date_to = until;
        }
        this.action.doAction("crm_clientfile.clientfile_ledger_print_action", {
            additionalContext: context,
        });
    }
}
