import {KanbanController} from "@web/views/kanban/kanban_controller";
import {LedgerHead} from "./ledger_head";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

export class LedgerListController extends ListController {
    static template = "crm_clientfile.LedgerListView";
    static components = {...ListController.components, LedgerHead};
}

export class LedgerKanbanController extends KanbanController {
    static template = "crm_clientfile.LedgerKanbanView";
    static components = {...KanbanController.components, LedgerHead};
}

registry.category("views").add("clientfile_ledger_list", {
    ...listView,
    Controller: LedgerListController,
});
registry.category("views").add("clientfile_ledger_kanban", {
    ...kanbanView,
    Controller: LedgerKanbanController,
});
