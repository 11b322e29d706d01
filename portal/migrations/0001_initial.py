"""Every table of the first release. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        version = IntegerField(default=1)
        username = CharField(unique=True, max_length=120)
        name = CharField(max_length=80)
        role = CharField(max_length=10)
        language = CharField(null=True, max_length=2)
        theme = CharField(null=True, max_length=5)
        password = CharField(null=True)
        created_at = DateTimeField()
        disabled_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "user"

    db.create_tables([User])

    class AccessLink(Model):
        kind = CharField(max_length=10)
        token_hash = CharField(unique=True, max_length=64)
        role = CharField(null=True, max_length=10)
        name = CharField(null=True, max_length=80)
        user = ForeignKeyField(User, null=True, on_delete="CASCADE")
        by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)
        revoked_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "access_link"

    db.create_tables([AccessLink])

    class Supplier(Model):
        version = IntegerField(default=1)
        name = CharField(max_length=120)
        legal_name = CharField(max_length=160, default="")
        name_key = CharField(index=True, max_length=160)
        legal_key = CharField(index=True, max_length=160, default="")
        kind = CharField(max_length=12)
        goods = CharField(max_length=10)
        country = CharField(max_length=2, default="")
        place = CharField(max_length=120, default="")
        since_year = IntegerField(null=True)
        since_month = IntegerField(null=True)
        company_code = CharField(index=True, max_length=40, default="")
        website = CharField(max_length=300, default="")
        website_host = CharField(index=True, default="")
        tier = CharField(max_length=20, default="")
        owner = ForeignKeyField(User, null=True)
        status = CharField(index=True, max_length=12)
        status_at = DateTimeField()
        note = TextField(default="")
        search = TextField(default="")
        created_by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)
        merged_into = ForeignKeyField("self", null=True)

        class Meta:
            database = db
            table_name = "supplier"

    db.create_tables([Supplier])

    class Action(Model):
        version = IntegerField(default=1)
        text = CharField(max_length=300)
        owner = ForeignKeyField(User, null=True)
        due_on = DateField(index=True, null=True)
        supplier = ForeignKeyField(Supplier, null=True)
        object_type = CharField(max_length=40, default="")
        object_id = IntegerField(null=True)
        slot = CharField(max_length=40, default="")
        by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        done_at = DateTimeField(null=True)
        done_by = ForeignKeyField(User, null=True)
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "action"
            indexes = ((("object_type", "object_id"), False),)

    db.create_tables([Action])

    class Template(Model):
        key = CharField(unique=True, max_length=40)
        subject = CharField(max_length=20)
        stage = CharField(null=True, max_length=10)

        class Meta:
            database = db
            table_name = "template"

    db.create_tables([Template])

    class TemplateVersion(Model):
        template = ForeignKeyField(Template)
        version = IntegerField()
        content = JSONField()
        published_at = DateTimeField()

        class Meta:
            database = db
            table_name = "template_version"
            indexes = ((("template", "version"), True),)

    db.create_tables([TemplateVersion])

    class Business(Model):
        version = IntegerField(default=1)
        name = CharField(unique=True, max_length=80)
        stage = CharField(max_length=10)
        note = TextField(default="")
        archived = BooleanField(default=False)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "business"

    db.create_tables([Business])

    class Run(Model):
        version = IntegerField(default=1)
        template_version = ForeignKeyField(TemplateVersion)
        business = ForeignKeyField(Business, null=True)
        supplier = ForeignKeyField(Supplier, null=True)
        stage = CharField(null=True, max_length=10)
        previous = ForeignKeyField("self", null=True)
        rev = IntegerField(default=0)
        round = IntegerField(default=1)
        started_by = ForeignKeyField(User, null=True)
        started_at = DateTimeField()
        signed_at = DateTimeField(null=True)
        frozen = JSONField(null=True)

        class Meta:
            database = db
            table_name = "run"
            indexes = ((("business", "stage", "id"), False),)

    db.create_tables([Run])

    class Answer(Model):
        run = ForeignKeyField(Run)
        code = CharField(max_length=10)
        revision = IntegerField(default=0)
        changed_rev = IntegerField(default=0)
        state = CharField(max_length=10, default="unknown")
        note = TextField(default="")
        given = JSONField(null=True)
        before = JSONField(null=True)
        owner = ForeignKeyField(User, null=True)
        due_on = DateField(null=True)
        by = ForeignKeyField(User, null=True)
        at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "answer"
            indexes = ((("run", "code"), True),)

    db.create_tables([Answer])

    class AnswerEvent(Model):
        run = ForeignKeyField(Run)
        code = CharField(max_length=10)
        revision = IntegerField()
        verb = CharField(max_length=20)
        after = JSONField(null=True)
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "answer_event"
            indexes = ((("run", "code", "id"), False),)

    db.create_tables([AnswerEvent])

    class Attachment(Model):
        object_type = CharField(max_length=40)
        object_id = IntegerField()
        slot = CharField(max_length=40, default="")
        name = CharField()
        stored = CharField(unique=True, max_length=64)
        media_type = CharField(max_length=80)
        size = IntegerField()
        sha256 = CharField(max_length=64)
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "attachment"
            indexes = ((("object_type", "object_id"), False),)

    db.create_tables([Attachment])

    class Attempt(Model):
        key = CharField(max_length=200)
        window = CharField(max_length=20)
        count = IntegerField()
        expires_at = DateTimeField()

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("key", "window"), True),)

    db.create_tables([Attempt])

    class AuditEvent(Model):
        at = DateTimeField()
        user = ForeignKeyField(User, null=True)
        verb = CharField(max_length=60)
        object_type = CharField(max_length=40)
        object_id = IntegerField(null=True)
        before = TextField()
        after = TextField()
        previous = CharField(max_length=64)
        hash = CharField(unique=True, max_length=64)

        class Meta:
            database = db
            table_name = "audit_event"
            indexes = ((("object_type", "object_id"), False), (("at",), False))

    db.create_tables([AuditEvent])

    class AuditHead(Model):
        hash = CharField(max_length=64)
        count = IntegerField()

        class Meta:
            database = db
            table_name = "audit_head"

    db.create_tables([AuditHead])

    class Category(Model):
        version = IntegerField(default=1)
        name = CharField(unique=True, max_length=80)
        kind = CharField(max_length=10)
        permit = CharField(max_length=120, default="")
        banned = BooleanField(default=False)
        banned_reason = TextField(default="")
        banned_key = CharField(null=True, max_length=40)
        powered = BooleanField(default=False)
        worn_or_eaten = BooleanField(default=False)
        colour_matters = BooleanField(default=False)
        note = TextField(default="")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "category"

    db.create_tables([Category])

    class Product(Model):
        version = IntegerField(default=1)
        business = ForeignKeyField(Business)
        category = ForeignKeyField(Category, null=True)
        name = CharField(max_length=120)
        code = CharField(max_length=60, default="")
        search = TextField(default="")
        kind = CharField(max_length=10)
        powered = BooleanField(default=False)
        worn_or_eaten = BooleanField(default=False)
        colour_matters = BooleanField(default=False)
        custom = BooleanField(default=False)
        exclusive = BooleanField(default=False)
        monthly_units = IntegerField(null=True)
        sale_price = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        return_rate = BigIntegerField(null=True)
        note = TextField(default="")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "product"

    db.create_tables([Product])

    class Sample(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        product = ForeignKeyField(Product)
        kind = CharField(max_length=10)
        template_version = ForeignKeyField(TemplateVersion)
        fee = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        asked_on = DateField()
        promised_on = DateField(null=True)
        shipped_on = DateField(null=True)
        received_on = DateField(null=True)
        purpose = TextField(default="")
        use_scene = TextField(default="")
        note = TextField(default="")
        limits = JSONField(default=dict)
        owner = ForeignKeyField(User, null=True)
        rev = IntegerField(default=0)
        round = IntegerField(default=1)
        verdict = CharField(null=True, max_length=10)
        verdict_at = DateTimeField(null=True)
        frozen = JSONField(null=True)
        created_by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sample"

    db.create_tables([Sample])

    class Batch(Model):
        version = IntegerField(default=1)
        sample = ForeignKeyField(Sample)
        number = CharField(max_length=60)
        received_on = DateField(null=True)
        note = TextField(default="")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "batch"

    db.create_tables([Batch])

    class Contact(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        name = CharField(max_length=80)
        position = CharField(max_length=80, default="")
        phone = CharField(max_length=60, default="")
        mail = CharField(max_length=160, default="")
        chat = CharField(max_length=80, default="")
        note = TextField(default="")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "contact"

    db.create_tables([Contact])

    class Document(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        kind = CharField(max_length=20)
        number = CharField(max_length=80, default="")
        holder = CharField(max_length=160, default="")
        category = ForeignKeyField(Category, null=True)
        issued_on = DateField(null=True)
        expires_on = DateField(index=True, null=True)
        note = TextField(default="")
        by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "document"

    db.create_tables([Document])

    class FxRate(Model):
        version = IntegerField(default=1)
        base = CharField(max_length=3)
        quote = CharField(max_length=3)
        value = BigIntegerField()
        on = DateField()
        note = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "fx_rate"
            indexes = ((("base", "quote", "on"), True),)

    db.create_tables([FxRate])

    class MainCategory(Model):
        business = ForeignKeyField(Business, on_delete="CASCADE")
        category = ForeignKeyField(Category, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "main_category"
            indexes = ((("business", "category"), True),)

    db.create_tables([MainCategory])

    class Measurement(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch)
        code = CharField(max_length=10)
        tester = ForeignKeyField(User)
        values = JSONField()
        note = TextField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "measurement"
            indexes = ((("batch", "code", "tester"), True),)

    db.create_tables([Measurement])

    class Quote(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        product = ForeignKeyField(Product)
        quoted_on = DateField()
        valid_until = DateField(index=True, null=True)
        currency = CharField(max_length=3)
        tax_basis = CharField(max_length=10)
        moq = IntegerField(null=True)
        order_multiple = IntegerField(default=1)
        largest_order = IntegerField(null=True)
        lead_days = IntegerField(null=True)
        freight_per_order_state = CharField(max_length=15)
        freight_per_order = BigIntegerField(null=True)
        freight_per_unit_state = CharField(max_length=15)
        freight_per_unit = BigIntegerField(null=True)
        packing_state = CharField(max_length=15)
        packing = BigIntegerField(null=True)
        platform_fee_state = CharField(max_length=15)
        platform_fee = BigIntegerField(null=True)
        other_fees_state = CharField(max_length=15)
        other_fees = BigIntegerField(null=True)
        payment = CharField(max_length=20, default="unknown")
        credit_days = IntegerField(null=True)
        deposit_share = BigIntegerField(null=True)
        payment_note = CharField(max_length=200, default="")
        incoterm = CharField(max_length=3, default="")
        note = TextField(default="")
        by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "quote"
            indexes = ((("supplier", "product", "quoted_on"), False),)

    db.create_tables([Quote])

    class PriceBreak(Model):
        quote = ForeignKeyField(Quote, on_delete="CASCADE")
        from_quantity = IntegerField()
        unit_price = BigIntegerField()

        class Meta:
            database = db
            table_name = "price_break"
            indexes = ((("quote", "from_quantity"), True),)

    db.create_tables([PriceBreak])

    class ReputationNote(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        source = CharField(max_length=120)
        source_kind = CharField(max_length=20)
        tone = CharField(max_length=10)
        on = DateField()
        url = CharField(max_length=300, default="")
        text = TextField()
        by = ForeignKeyField(User, null=True)
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "reputation_note"

    db.create_tables([ReputationNote])

    class Review(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        was_due_on = DateField(null=True)
        done_on = DateField()
        outcome = CharField(max_length=10)
        scores = JSONField(null=True)
        findings = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "review"

    db.create_tables([Review])

    class ReviewMove(Model):
        supplier = ForeignKeyField(Supplier)
        from_day = DateField(null=True)
        to_day = DateField()
        reason = TextField()
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "review_move"

    db.create_tables([ReviewMove])

    class ReviewPlan(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, unique=True)
        every_months = IntegerField()
        starts_on = DateField()
        anchor_day = IntegerField()
        due_on = DateField(index=True)

        class Meta:
            database = db
            table_name = "review_plan"

    db.create_tables([ReviewPlan])

    class RunEvent(Model):
        run = ForeignKeyField(Run)
        verb = CharField(max_length=20)
        reason = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "run_event"

    db.create_tables([RunEvent])

    class SavedView(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        page = CharField(max_length=20)
        name = CharField(max_length=60)
        query = TextField()

        class Meta:
            database = db
            table_name = "saved_view"
            indexes = ((("user", "page", "name"), True),)

    db.create_tables([SavedView])

    class Session(Model):
        token_hash = CharField(unique=True, max_length=64)
        user = ForeignKeyField(User, on_delete="CASCADE")
        created_at = DateTimeField()
        seen_at = DateTimeField()
        trusted = BooleanField(default=False)
        address = CharField(max_length=64)
        agent = CharField(max_length=200)

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Setting(Model):
        version = IntegerField(default=1)
        key = CharField(unique=True, max_length=120)
        value = JSONField(null=True)

        class Meta:
            database = db
            table_name = "setting"

    db.create_tables([Setting])

    class SettingVersion(Model):
        key = CharField(max_length=120)
        version = IntegerField()
        value = JSONField(null=True)
        at = DateTimeField()
        by = ForeignKeyField(User, null=True)
        note = TextField(default="")

        class Meta:
            database = db
            table_name = "setting_version"
            indexes = ((("key", "version"), True),)

    db.create_tables([SettingVersion])

    class Signature(Model):
        version = IntegerField(default=1)
        object_type = CharField(max_length=40)
        object_id = IntegerField()
        round = IntegerField(default=1)
        by = ForeignKeyField(User)
        at = DateTimeField()
        alone_reason = CharField(max_length=500, default="")

        class Meta:
            database = db
            table_name = "signature"
            indexes = ((("object_type", "object_id", "round", "by"), True),)

    db.create_tables([Signature])

    class Snapshot(Model):
        product = ForeignKeyField(Product)
        title = CharField(max_length=120)
        quantity = IntegerField()
        query = TextField()
        shown = JSONField()
        conclusion = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "snapshot"

    db.create_tables([Snapshot])

    class Source(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        product = ForeignKeyField(Product)
        role = CharField(null=True, max_length=10)
        return_rate = BigIntegerField(null=True)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "source"
            indexes = ((("supplier", "product"), True),)

    db.create_tables([Source])

    class StageChange(Model):
        business = ForeignKeyField(Business)
        from_stage = CharField(null=True, max_length=10)
        to_stage = CharField(max_length=10)
        reason = TextField(default="")
        failed = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "stage_change"

    db.create_tables([StageChange])

    class StatusChange(Model):
        supplier = ForeignKeyField(Supplier)
        from_status = CharField(null=True, max_length=12)
        to_status = CharField(max_length=12)
        reason = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "status_change"

    db.create_tables([StatusChange])

    class Submission(Model):
        key = CharField(unique=True, max_length=64)
        location = CharField(max_length=300, default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "submission"

    db.create_tables([Submission])

    class SupplierCategory(Model):
        supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
        category = ForeignKeyField(Category)

        class Meta:
            database = db
            table_name = "supplier_category"
            indexes = ((("supplier", "category"), True),)

    db.create_tables([SupplierCategory])

    class SupplierTag(Model):
        supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
        tag = CharField(index=True, max_length=40)

        class Meta:
            database = db
            table_name = "supplier_tag"
            indexes = ((("supplier", "tag"), True),)

    db.create_tables([SupplierTag])

    class Tester(Model):
        version = IntegerField(default=1)
        sample = ForeignKeyField(Sample)
        user = ForeignKeyField(User)
        due_on = DateField(null=True)
        done_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "tester"
            indexes = ((("sample", "user"), True),)

    db.create_tables([Tester])

    class Undo(Model):
        token_hash = CharField(unique=True, max_length=64)
        user = ForeignKeyField(User, on_delete="CASCADE")
        verb = CharField(max_length=40)
        object_id = IntegerField()
        payload = JSONField(null=True)
        expires_at = DateTimeField()

        class Meta:
            database = db
            table_name = "undo"

    db.create_tables([Undo])

    class VerdictProposal(Model):
        sample = ForeignKeyField(Sample)
        round = IntegerField()
        verdict = CharField(max_length=10)
        proposed = CharField(null=True, max_length=10)
        reason = TextField(default="")
        shown = JSONField()
        by = ForeignKeyField(User)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "verdict_proposal"

    db.create_tables([VerdictProposal])
    finish(db)


def down(migrator, db):
    migrator.migrate(migrator.drop_table("verdict_proposal"))
    migrator.migrate(migrator.drop_table("undo"))
    migrator.migrate(migrator.drop_table("tester"))
    migrator.migrate(migrator.drop_table("supplier_tag"))
    migrator.migrate(migrator.drop_table("supplier_category"))
    migrator.migrate(migrator.drop_table("submission"))
    migrator.migrate(migrator.drop_table("status_change"))
    migrator.migrate(migrator.drop_table("stage_change"))
    migrator.migrate(migrator.drop_table("source"))
    migrator.migrate(migrator.drop_table("snapshot"))
    migrator.migrate(migrator.drop_table("signature"))
    migrator.migrate(migrator.drop_table("setting_version"))
    migrator.migrate(migrator.drop_table("setting"))
    migrator.migrate(migrator.drop_table("session"))
    migrator.migrate(migrator.drop_table("saved_view"))
    migrator.migrate(migrator.drop_table("run_event"))
    migrator.migrate(migrator.drop_table("review_plan"))
    migrator.migrate(migrator.drop_table("review_move"))
    migrator.migrate(migrator.drop_table("review"))
    migrator.migrate(migrator.drop_table("reputation_note"))
    migrator.migrate(migrator.drop_table("price_break"))
    migrator.migrate(migrator.drop_table("quote"))
    migrator.migrate(migrator.drop_table("measurement"))
    migrator.migrate(migrator.drop_table("main_category"))
    migrator.migrate(migrator.drop_table("fx_rate"))
    migrator.migrate(migrator.drop_table("document"))
    migrator.migrate(migrator.drop_table("contact"))
    migrator.migrate(migrator.drop_table("batch"))
    migrator.migrate(migrator.drop_table("sample"))
    migrator.migrate(migrator.drop_table("product"))
    migrator.migrate(migrator.drop_table("category"))
    migrator.migrate(migrator.drop_table("audit_head"))
    migrator.migrate(migrator.drop_table("audit_event"))
    migrator.migrate(migrator.drop_table("attempt"))
    migrator.migrate(migrator.drop_table("attachment"))
    migrator.migrate(migrator.drop_table("answer_event"))
    migrator.migrate(migrator.drop_table("answer"))
    migrator.migrate(migrator.drop_table("run"))
    migrator.migrate(migrator.drop_table("business"))
    migrator.migrate(migrator.drop_table("template_version"))
    migrator.migrate(migrator.drop_table("template"))
    migrator.migrate(migrator.drop_table("action"))
    migrator.migrate(migrator.drop_table("supplier"))
    migrator.migrate(migrator.drop_table("access_link"))
    migrator.migrate(migrator.drop_table("user"))
    drop_function(db)


APPEND_ONLY = ("audit_event", "answer_event", "setting_version", "status_change", "stage_change", "run_event")


def finish(db):
    db.execute_sql("INSERT INTO audit_head (hash, count) VALUES ('%s', 0)" % ("0" * 64))
    postgres = isinstance(db, PostgresqlDatabase)
    if postgres:
        db.execute_sql(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this history is append-only'; END $$"
        )
        sort_by_code_point(db)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = "%s_no_%s" % (table, verb.lower())
            if postgres:
                body = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            else:
                body = "BEGIN SELECT RAISE(ABORT, 'this history is append-only'); END"
            db.execute_sql("CREATE TRIGGER %s BEFORE %s ON %s %s" % (name, verb, table, body))


def sort_by_code_point(db):
    """Text sorts on PostgreSQL as it does on SQLite."""
    rows = db.execute_sql(
        "SELECT table_name, column_name, data_type, character_maximum_length FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text') "
        "AND table_name <> 'schema_migration'"
    ).fetchall()
    for table, column, kind, length in rows:
        size = "varchar(%d)" % length if kind == "character varying" and length else "text"
        db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def drop_function(db):
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP FUNCTION refuse_change()")
