"""Tables that wait stand in the database; what is carried out behind a page. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Import(Model):
        class Meta:
            database = db
            table_name = "import"

    class ImportFile(Model):
        part_of = ForeignKeyField(Import, unique=True, on_delete="CASCADE", backref="+")
        content = BlobField()

        class Meta:
            database = db
            table_name = "import_file"

    class ImportJob(Model):
        part_of = ForeignKeyField(Import, unique=True, on_delete="CASCADE", backref="+")
        by = ForeignKeyField(User, null=True, backref="+")
        asked_at = DateTimeField()
        language = CharField(max_length=2)
        seen = IntegerField()
        expected = CharField(max_length=80)
        fill = JSONField(default=dict)
        total = IntegerField()
        claim = CharField(max_length=32, default="")
        claimed_at = DateTimeField(null=True)
        end = CharField(max_length=12, default="")

        class Meta:
            database = db
            table_name = "import_job"

    ImportJob.add_index(
        ImportJob.index(ImportJob.by, unique=True, where=(ImportJob.end == ""), name="import_job_at_work")
    )
    db.create_tables([ImportFile, ImportJob])
    # Written out: the other way copies the table, and what belongs to its rows would go with the old one.
    db.execute_sql('ALTER TABLE "import" DROP COLUMN "stored"')
    if isinstance(db, PostgresqlDatabase):
        for column, size in (("language", 2), ("expected", 80), ("claim", 32), ("end", 12)):
            db.execute_sql('ALTER TABLE "import_job" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("import_job"))
    migrator.migrate(migrator.drop_table("import_file"))
    db.execute_sql('ALTER TABLE "import" ADD COLUMN "stored" varchar(64) NOT NULL DEFAULT \'\'')
