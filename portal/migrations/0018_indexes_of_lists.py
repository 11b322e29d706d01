"""The reviews of a month, and the runs that the records contradict. Frozen: it imports nothing from the program."""


def up(migrator, db):
    migrator.migrate(migrator.add_index("review", ("done_on",), False))
    db.execute_sql(
        'CREATE INDEX "run_against" ON "run" ("against") WHERE "signed_at" IS NULL AND "against_on" IS NOT NULL'
    )


def down(migrator, db):
    db.execute_sql('DROP INDEX "run_against"')
    migrator.migrate(migrator.drop_index("review", "review_done_on"))
