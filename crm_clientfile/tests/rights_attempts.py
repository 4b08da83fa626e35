"""What each row of the matrix in ``readme/CONFIGURE.md`` means, attempt by attempt."""

from dataclasses import dataclass

from . import rights_attempts_duplicates as duplicates
from . import rights_attempts_file as file
from . import rights_attempts_record as record
from . import rights_attempts_reminder as reminder
from . import rights_attempts_segment as segment
from . import rights_attempts_terms as terms


@dataclass(frozen=True)
class Row:
    """What a row promises or denies.

    :param attempts: what "yes" allows, and no entry refuses, each of them
    :param reading: what "read" allows, while it refuses the attempts
    :param confirmed: what "confirmed" allows, while it refuses the attempts
    """

    attempts: tuple
    reading: tuple = ()
    confirmed: tuple = ()


ROWS = {
    "open the customer file and its records": Row(
        (record.open_file, record.read_record)
    ),
    "phones, e-mails, profiles: add, change, remove": Row(
        (record.add_channel, record.change_channel, record.remove_channel)
    ),
    "give a customer number to who has none": Row((record.give_number,)),
    "change the number of a customer with posted entries": Row(
        (record.change_posted_number, record.write_posted_number)
    ),
    "origin, delivery terms, delivery instructions": Row(
        (
            record.write_origin,
            terms.write_delivery_terms,
            terms.write_delivery_instructions,
        )
    ),
    "discount and its justification, terms of a group": Row(
        (terms.grant_discount, terms.give_terms_of_group)
    ),
    "draft special conditions": Row((terms.draft_condition,)),
    "accept, extend, cancel special conditions; delete drafts": Row(
        (
            terms.accept_condition,
            terms.extend_condition,
            terms.cancel_condition,
            terms.delete_draft_condition,
        )
    ),
    "attach to and detach from a parent company": Row(
        (terms.attach_company, terms.detach_company)
    ),
    "set a status prospect, active, inactive, at risk; end it": Row(
        (record.set_status, record.end_status)
    ),
    "make a VIP, block, unblock; set the status of many": Row(
        (
            record.make_vip,
            record.block_customer,
            record.unblock_customer,
            record.set_status_of_many,
        )
    ),
    "confirm the order of a blocked customer, with a reason": Row(
        (record.confirm_blocked_order, record.confirm_blocked_order_beside)
    ),
    "confirm an order held up for money, with a reason": Row(
        (record.confirm_held_order, record.confirm_held_order_beside)
    ),
    "see the alerts of a customer": Row((record.read_alerts,)),
    "read who moved from which status, and why": Row((record.read_status_moves,)),
    "open and handle disputes": Row((terms.open_dispute, terms.handle_dispute)),
    "delete disputes": Row((terms.delete_dispute,)),
    "read reminders": Row((reminder.read_reminder,)),
    "read and note promises to pay": Row(
        (reminder.read_promise, reminder.note_promise)
    ),
    "prepare and send reminders; pause them; reminder levels": Row(
        (
            reminder.prepare_reminders,
            reminder.send_reminders,
            reminder.leave_out_customer,
            reminder.pause_reminders,
            reminder.change_level,
        )
    ),
    "say which contact roles receive which documents": Row((file.route_documents,)),
    "read territories": Row((file.read_territories,)),
    "read the history of care": Row((record.read_history_of_care,)),
    "change the salesperson of a customer, as of today": Row(
        (record.change_salesperson,)
    ),
    "date a change back, correct the history": Row(
        (record.change_salesperson_back_dated,)
    ),
    "move portfolios of customers": Row(
        (file.move_portfolio, file.undo_portfolio_move)
    ),
    "plan actions": Row((record.plan_action,)),
    "find by any number or word, confirm data, print the record": Row(
        (record.find_customers, record.confirm_data, record.print_record)
    ),
    "use shared segments, keep private ones, call their customers oneself": Row(
        (
            segment.read_shared,
            segment.find_customers,
            segment.make_private,
            segment.choose_customers,
            segment.plan_own_calls,
        )
    ),
    "share segments, plan calls for others, print labels, write to many": Row(
        (
            segment.share,
            segment.change_shared,
            segment.plan_calls_of_others,
            segment.print_labels,
            segment.write_to_many,
        )
    ),
    "download the record of a customer as a workbook; see the dashboard": Row(
        (record.download_record, record.see_dashboard)
    ),
    "hide customers, with a reason": Row((record.hide_customer,)),
    "see possible duplicates; say while typing that one is another": Row(
        (duplicates.read_pairs, duplicates.ignore_double)
    ),
    "save a customer with the SIRET or VAT number of another": Row(
        (duplicates.save_double,), confirmed=(duplicates.save_confirmed_double,)
    ),
    "decide on duplicates, search for them, merge customers": Row(
        (
            duplicates.decide_on_pair,
            duplicates.write_decision,
            duplicates.search_duplicates,
            duplicates.merge_customers,
            duplicates.undo_merge,
        )
    ),
    "merge in bulk, set one of two aside for review": Row(
        (
            duplicates.merge_in_bulk,
            duplicates.merge_all_accepted,
            duplicates.set_aside,
        )
    ),
    "put a customer back that was set aside": Row((duplicates.put_back,)),
    "types and plans of actions of customers": Row(
        (file.make_action_type, file.make_action_plan),
        reading=(file.read_action_types, file.read_action_plans),
    ),
    "import, undo an import, export": Row(
        (file.import_customers, file.undo_import, file.export_customers)
    ),
    "write the customer file to analyse": Row((file.analyse_customers,)),
    "clean up the file, undo a clean-up": Row((file.clean_up, file.undo_cleanup)),
    "territories, contact roles, legal forms": Row(
        (file.make_territory, file.make_contact_role, file.make_legal_form)
    ),
    "settings of the customer file": Row(
        (file.change_settings, file.make_numbers_unique)
    ),
    "follow all long jobs (others see their own)": Row((file.read_jobs_of_others,)),
    "birth date and age": Row((record.read_birth_date, record.find_by_birth_date)),
}
