/* global Chart */
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {formatCurrency} from "@web/core/currency";
import {getColor} from "@web/core/colors/colors";
import {cookie} from "@web/core/browser/cookie";
import {loadBundle} from "@web/core/assets";

/** Revenue by month, the year before beside it; a bar opens its month. */
export class MonthsChart extends Component {
    static template = "crm_clientfile.MonthsChart";
    static props = {months: Array, currencyId: Number, open: Function};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.config);
                return () => chart.destroy();
            },
            () => [this.props.months]
        );
    }

    get years() {
        return [...new Set(this.props.months.map(({year}) => year))].sort();
    }

    get rows() {
        return this.years.map((year) =>
            this.props.months.filter((month) => month.year === year)
        );
    }

    get names() {
        return Array.from({length: 12}, (_, at) =>
            luxon.DateTime.fromObject({month: at + 1, day: 1}).toFormat("LLL")
        );
    }

    get config() {
        const scheme = cookie.get("color_scheme");
        const money = (value) =>
            formatCurrency(value, this.props.currencyId, {digits: [16, 0]});
        return {
            type: "bar",
            data: {
                labels: this.names,
                datasets: this.rows.map((row, at) => ({
                    label: String(this.years[at]),
                    data: row.map(({amount}) => amount),
                    backgroundColor: getColor(at ? 0 : 8, scheme, "odoo"),
                })),
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                onClick: (_event, [bar]) =>
                    bar && this.props.open(this.rows[bar.datasetIndex][bar.index]),
                scales: {y: {ticks: {callback: money}}},
                plugins: {
                    tooltip: {
                        callbacks: {label: ({raw}) => money(raw)},
                    },
                },
            },
        };
    }
}
