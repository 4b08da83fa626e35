import {Component, useSubEnv, xml} from "@odoo/owl";
import {View, getDefaultConfig} from "@web/views/view";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * A part of a form that is a view of its own, to be read only: it is asked for when its
 * tab is opened, so that opening and saving the record do not pay for it. It is read
 * again when the record was saved or reloaded.
 */
export class PageWidget extends Component {
    static template = xml`<View t-props="viewProps" t-key="state" />`;
    static components = {View};
    static props = {...standardWidgetProps, view: String};

    setup() {
        // Title and pager of the record are not those of the page in it.
        useSubEnv({config: getDefaultConfig()});
    }

    get state() {
        const {id, resId, data} = this.props.record;
        return [id, resId, data.write_date?.toMillis()].join();
    }

    get viewProps() {
        const {record, view} = this.props;
        return {
            type: "form",
            resModel: record.resModel,
            resId: record.resId,
            context: {form_view_ref: view},
            display: {controlPanel: false},
            readonly: true,
        };
    }
}

registry.category("view_widgets").add("clientfile_page", {
    component: PageWidget,
    extractProps: ({options}) => ({view: options.view}),
});
