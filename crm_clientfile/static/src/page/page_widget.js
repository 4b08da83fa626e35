import {Component, useSubEnv, xml} from "@odoo/owl";
import {View, getDefaultConfig} from "@web/views/view";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * A page of a form that is a view of its own, to be read only: it is asked for when its
 * tab is opened, so that opening and saving the record do not pay for it.
 */
export class PageWidget extends Component {
    static template = xml`<View t-props="viewProps" t-key="props.record.resId" />`;
    static components = {View};
    static props = {...standardWidgetProps, view: String};

    setup() {
        // Title and pager of the record are not those of the page in it.
        useSubEnv({config: getDefaultConfig()});
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
