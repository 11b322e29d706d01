"""Every table of the first release. Frozen: it imports nothing from the program."""

from peewee import *

TABLES = (
    "user",
    "access_link",
    "supplier",
    "action",
    "template",
    "template_version",
    "business",
    "category",
    "product",
    "need",
    "run",
    "answer",
    "answer_event",
    "attachment",
    "attempt",
    "audit_event",
    "audit_head",
    "sample",
    "batch",
    "contact",
    "document",
    "fx_rate",
    "main_category",
    "measurement",
    "quote",
    "price_break",
    "reputation_note",
    "review",
    "review_move",
    "review_plan",
    "run_event",
    "saved_view",
    "session",
    "setting",
    "setting_version",
    "signature",
    "snapshot",
    "source",
    "stage_change",
    "status_change",
    "submission",
    "supplier_category",
    "supplier_tag",
    "tester",
    "undo",
    "verdict_proposal",
    "import",
    "import_row",
    "import_column",
    "agreement",
    "agreement_file",
    "inquiry",
    "need_candidate",
    "feedback_link",
    "feedback",
    "passage",
    "golden_sample",
    "sample_rival",
    "conversation",
    "promise",
    "question_set",
    "sample_code",
    "code_check",
)
APPEND_ONLY = ("audit_event", "answer_event", "setting_version", "status_change", "stage_change", "run_event")


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

    class Template(Model):
        key = CharField(unique=True, max_length=40)
        subject = CharField(max_length=20)
        stage = CharField(null=True, max_length=10)

        class Meta:
            database = db
            table_name = "template"

    class TemplateVersion(Model):
        template = ForeignKeyField(Template)
        version = IntegerField()
        content = JSONField()
        published_at = DateTimeField()

        class Meta:
            database = db
            table_name = "template_version"
            indexes = ((("template", "version"), True),)

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

    class Need(Model):
        version = IntegerField(default=1)
        business = ForeignKeyField(Business, index=True)
        product = ForeignKeyField(Product, null=True, index=True)
        title = CharField(max_length=120)
        goal = TextField(default="")
        customers = TextField(default="")
        categories = JSONField(default=list)
        must = TextField(default="")
        nice = TextField(default="")
        price_low = BigIntegerField(null=True)
        price_high = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        margin = BigIntegerField(null=True)
        monthly_units = IntegerField(null=True)
        first_order = IntegerField(null=True)
        longest_lead = IntegerField(null=True)
        compliance = JSONField(default=list)
        breakers = TextField(default="")
        owner = ForeignKeyField(User, null=True, index=True)
        due_on = DateField(null=True, index=True)
        closed_on = DateField(null=True)
        reason = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "need"

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
        need = ForeignKeyField(Need, null=True)
        step = CharField(max_length=10, null=True)

        class Meta:
            database = db
            table_name = "run"
            indexes = ((("business", "stage", "id"), False),)

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

    class Attempt(Model):
        key = CharField(max_length=200)
        window = CharField(max_length=20)
        count = IntegerField()
        expires_at = DateTimeField()

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("key", "window"), True),)

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

    class AuditHead(Model):
        hash = CharField(max_length=64)
        count = IntegerField()

        class Meta:
            database = db
            table_name = "audit_head"

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
        quantity = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "sample"

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

    class MainCategory(Model):
        business = ForeignKeyField(Business, on_delete="CASCADE")
        category = ForeignKeyField(Category, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "main_category"
            indexes = ((("business", "category"), True),)

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

    class PriceBreak(Model):
        quote = ForeignKeyField(Quote, on_delete="CASCADE")
        from_quantity = IntegerField()
        unit_price = BigIntegerField()

        class Meta:
            database = db
            table_name = "price_break"
            indexes = ((("quote", "from_quantity"), True),)

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

    class RunEvent(Model):
        run = ForeignKeyField(Run)
        verb = CharField(max_length=20)
        reason = TextField(default="")
        by = ForeignKeyField(User, null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "run_event"

    class SavedView(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        page = CharField(max_length=20)
        name = CharField(max_length=60)
        query = TextField()

        class Meta:
            database = db
            table_name = "saved_view"
            indexes = ((("user", "page", "name"), True),)

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

    class Setting(Model):
        version = IntegerField(default=1)
        key = CharField(unique=True, max_length=120)
        value = JSONField(null=True)

        class Meta:
            database = db
            table_name = "setting"

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

    class Submission(Model):
        key = CharField(unique=True, max_length=64)
        location = CharField(max_length=300, default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "submission"

    class SupplierCategory(Model):
        supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
        category = ForeignKeyField(Category)

        class Meta:
            database = db
            table_name = "supplier_category"
            indexes = ((("supplier", "category"), True),)

    class SupplierTag(Model):
        supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
        tag = CharField(index=True, max_length=40)

        class Meta:
            database = db
            table_name = "supplier_tag"
            indexes = ((("supplier", "tag"), True),)

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

    class Import(Model):
        version = IntegerField(default=1)
        kind = CharField(max_length=12)
        name = CharField(max_length=255)
        stored = CharField(max_length=64, default="")
        size = IntegerField()
        choices = JSONField(default=dict)
        counts = JSONField(null=True)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        done_at = DateTimeField(null=True)
        undone_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "import"

    class ImportRow(Model):
        part_of = ForeignKeyField(Import, on_delete="CASCADE", backref="+")
        number = IntegerField()
        outcome = CharField(max_length=10)
        object_id = IntegerField(null=True)
        left = IntegerField(null=True)
        before = JSONField(null=True)
        cells = JSONField(null=True)
        reasons = JSONField(null=True)

        class Meta:
            database = db
            table_name = "import_row"

    class ImportColumn(Model):
        kind = CharField(max_length=12)
        heading = CharField(max_length=120)
        field = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "import_column"
            indexes = ((("kind", "heading"), True),)

    class Agreement(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        title = CharField(max_length=120)
        number = CharField(max_length=80, default="")
        goods = CharField(max_length=10)
        sent_on = DateField(null=True)
        signed_on = DateField(null=True)
        starts_on = DateField(null=True)
        ends_on = DateField(null=True, index=True)
        renewal_on = DateField(null=True)
        branded = CharField(max_length=3, default="")
        custom = CharField(max_length=3, default="")
        feed = CharField(max_length=3, default="")
        clauses = JSONField(default=dict)
        note = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement"

    class AgreementFile(Model):
        version = IntegerField(default=1)
        agreement = ForeignKeyField(Agreement, index=True)
        on = DateField()
        note = CharField(max_length=200, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement_file"

    class Inquiry(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        goods = CharField(max_length=10)
        asked_at = DateTimeField()
        channel = CharField(max_length=10)
        asked_by = ForeignKeyField(User, null=True, backref="+")
        note = TextField(default="")
        first_reply_at = DateTimeField(null=True)
        answered_at = DateTimeField(null=True)
        questions = JSONField(default=list)
        answers = JSONField(default=dict)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "inquiry"

    class NeedCandidate(Model):
        version = IntegerField(default=1)
        need = ForeignKeyField(Need)
        supplier = ForeignKeyField(Supplier, index=True)
        note = CharField(max_length=300, default="")
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "need_candidate"
            indexes = ((("need", "supplier"), True),)

    class FeedbackLink(Model):
        sample = ForeignKeyField(Sample, index=True)
        batch = ForeignKeyField(Batch, index=True)
        token_hash = CharField(max_length=64, unique=True)
        codes = JSONField()
        counts = BooleanField(default=False)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        expires_at = DateTimeField()
        revoked_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "feedback_link"

    class Feedback(Model):
        link = ForeignKeyField(FeedbackLink)
        code = CharField(max_length=5)
        quality = SmallIntegerField()
        use = SmallIntegerField()
        packing = SmallIntegerField()
        buys = CharField(max_length=5)
        text = TextField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "feedback"
            indexes = ((("link", "code"), True),)

    class Passage(Model):
        supplier = ForeignKeyField(Supplier, null=True, index=True)
        need = ForeignKeyField(Need, null=True, index=True)
        step = CharField(max_length=10)
        run = ForeignKeyField(Run, backref="+")
        reason = TextField(default="")
        in_the_way = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()
        back_reason = TextField(default="")
        back_by = ForeignKeyField(User, null=True, backref="+")
        back_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "passage"

    class GoldenSample(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, index=True)
        number = CharField(max_length=40, unique=True)
        sealed_on = DateField()
        contents = TextField(default="")
        accepted = TextField(default="")
        confirmed_by = ForeignKeyField(User, null=True, backref="+")
        their_name = CharField(max_length=120, default="")
        their_on = DateField(null=True)
        keeper = ForeignKeyField(User, null=True, backref="+")
        place = CharField(max_length=120, default="")
        valid_until = DateField(null=True, index=True)
        replaced_by = ForeignKeyField("self", null=True, backref="+")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "golden_sample"

    class SampleRival(Model):
        version = IntegerField(default=1)
        sample = ForeignKeyField(Sample, index=True, backref="+")
        other = ForeignKeyField(Sample, null=True, backref="+")
        name = CharField(max_length=160)
        note = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sample_rival"

    class Conversation(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        at = DateTimeField()
        channel = CharField(max_length=10)
        direction = CharField(max_length=4)
        contact = ForeignKeyField(Contact, null=True, backref="+")
        inquiry = ForeignKeyField(Inquiry, null=True, index=True, backref="+")
        text = TextField()
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "conversation"

    class Promise(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        key = CharField(max_length=60)
        question = JSONField()
        answer = JSONField()
        inquiry = ForeignKeyField(Inquiry, index=True)
        said_at = DateTimeField()
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "promise"
            indexes = ((("supplier", "key"), True),)

    class QuestionSet(Model):
        version = IntegerField(default=1)
        category = ForeignKeyField(Category, unique=True)
        off = JSONField(default=list)
        own = JSONField(default=list)
        former = JSONField(default=list)

        class Meta:
            database = db
            table_name = "question_set"

    class SampleCode(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, index=True, backref="+")
        last_four = CharField(max_length=4)
        fingerprint = CharField(max_length=64, index=True)
        key_mark = CharField(max_length=8)
        result = CharField(max_length=12)
        tested_on = DateField(null=True)
        note = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sample_code"

    class CodeCheck(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, backref="+")
        day = SmallIntegerField()
        checked_on = DateField()
        asked = IntegerField()
        alive = IntegerField()
        note = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "code_check"
            indexes = ((("batch", "day"), True),)

    db.create_tables(
        [
            User,
            AccessLink,
            Supplier,
            Action,
            Template,
            TemplateVersion,
            Business,
            Category,
            Product,
            Need,
            Run,
            Answer,
            AnswerEvent,
            Attachment,
            Attempt,
            AuditEvent,
            AuditHead,
            Sample,
            Batch,
            Contact,
            Document,
            FxRate,
            MainCategory,
            Measurement,
            Quote,
            PriceBreak,
            ReputationNote,
            Review,
            ReviewMove,
            ReviewPlan,
            RunEvent,
            SavedView,
            Session,
            Setting,
            SettingVersion,
            Signature,
            Snapshot,
            Source,
            StageChange,
            StatusChange,
            Submission,
            SupplierCategory,
            SupplierTag,
            Tester,
            Undo,
            VerdictProposal,
            Import,
            ImportRow,
            ImportColumn,
            Agreement,
            AgreementFile,
            Inquiry,
            NeedCandidate,
            FeedbackLink,
            Feedback,
            Passage,
            GoldenSample,
            SampleRival,
            Conversation,
            Promise,
            QuestionSet,
            SampleCode,
            CodeCheck,
        ]
    )
    finish(db)


def down(migrator, db):
    for table in reversed(TABLES):
        migrator.migrate(migrator.drop_table(table))
    drop_function(db)


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
