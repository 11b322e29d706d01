"""What the menu counts and how lists are ordered. Frozen: it imports nothing from the program."""

KEPT = '"deleted_at" IS NULL'
UNDECIDED = KEPT + ' AND "verdict" IS NULL'
INDEXES = {
    "supplier_changed": ("supplier", '"status_at" DESC, "id"', KEPT),
    "supplier_named": ("supplier", '"name", "id"', KEPT),
    "supplier_standing": ("supplier", '"status", "deleted_at"', KEPT),
    "sample_awaited": ("sample", '"received_on", "promised_on"', UNDECIDED),
    "sample_asked": ("sample", '"asked_on", "id"', KEPT),
    "sample_decided": ("sample", '"verdict", "supplier_id", "deleted_at"', KEPT),
    "tester_late": ("tester", '"due_on", "sample_id"', '"done_at" IS NULL'),
    "answer_due": ("answer", '"due_on", "owner_id"', '"due_on" IS NOT NULL'),
    "answer_owed": ("answer", '"owner_id", "due_on"', '"due_on" IS NOT NULL'),
    "document_held": ("document", '"kind", "supplier_id", "deleted_at"', KEPT),
    "quote_written": ("quote", '"quoted_on", "id"', KEPT),
    "inquiry_unanswered": ("inquiry", '"supplier_id"', KEPT + ' AND "first_reply_at" IS NULL'),
}


def up(migrator, db):
    for name, (table, columns, rows) in INDEXES.items():
        db.execute_sql('CREATE INDEX "%s" ON "%s" (%s) WHERE %s' % (name, table, columns, rows))


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql('DROP INDEX "%s"' % name)
