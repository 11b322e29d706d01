"""What suppliers said holds for them, and the questions of a category. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class Inquiry(Model):
        class Meta:
            database = db
            table_name = "inquiry"

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

    class Category(Model):
        class Meta:
            database = db
            table_name = "category"

    class QuestionSet(Model):
        version = IntegerField(default=1)
        category = ForeignKeyField(Category, unique=True)
        off = JSONField(default=list)
        own = JSONField(default=list)
        former = JSONField(default=list)

        class Meta:
            database = db
            table_name = "question_set"

    db.create_tables([Promise, QuestionSet])
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "promise" ALTER COLUMN "key" TYPE varchar(60) COLLATE "C"')


def down(migrator, db):
    migrator.migrate(migrator.drop_table("question_set"))
    migrator.migrate(migrator.drop_table("promise"))
