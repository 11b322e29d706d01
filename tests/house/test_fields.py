"""The fields of a noun are stated once: its form, its columns, import, export and merging agree."""

from __future__ import annotations

import pytest

from portal.agreements.forms import AgreementForm
from portal.conversations.forms import ConversationForm
from portal.core.forms.noun import NounFields
from portal.handover.models.merging import BOTH_SAY, missing_facts
from portal.imports.pages.kinds.registry import READERS
from portal.needs.forms import NeedForm
from portal.products.forms import ProductForm
from portal.products.models import Product
from portal.quotes.forms.quotes import QuoteForm
from portal.quotes.models import Quote
from portal.quotes.rules.terms import FEES
from portal.references.forms import GoldenSampleForm
from portal.samples.forms import SampleForm
from portal.settings.forms import CategoryForm
from portal.suppliers.forms.contacts import ContactForm
from portal.suppliers.forms.documents import DocumentForm
from portal.suppliers.forms.reputation import ReputationForm
from portal.suppliers.forms.suppliers import SupplierForm
from portal.suppliers.models.suppliers import Contact, Supplier
from portal.suppliers.queries.list import exported_columns
from portal.tables import MODELS
from tests.inquiries.makers import make_inquiry
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

FORMS = (
    *(
        AgreementForm,
        CategoryForm,
        ConversationForm,
        ContactForm,
        DocumentForm,
        GoldenSampleForm,
        NeedForm,
        ProductForm,
    ),
    *(QuoteForm, ReputationForm, SampleForm, SupplierForm),
)
TABLES = {"Reputation": "ReputationNote"}
OF_ITS_PLACE = {"supplier", "batch"}  # where the page stands on which the form is opened says it


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_field_of_a_form_is_a_column_of_its_noun(form: type[NounFields]) -> None:
    noun = form.__name__.removesuffix("Form")
    [model] = [model for model in MODELS if model.__name__ == TABLES.get(noun, noun)]
    assert set(form.columns()) <= set(model._meta.fields)


@pytest.mark.parametrize(
    ("form", "model"),
    [(SupplierForm, Supplier), (ProductForm, Product), (ContactForm, Contact)],
    ids=lambda one: one.__name__,
)
def test_every_column_people_fill_in_stands_in_the_form(form, model):
    assert set(model.columns()) - set(form.columns()) <= OF_ITS_PLACE
    assert set(form.columns()) <= set(model.columns())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "model"), [("suppliers", Supplier), ("products", Product), ("contacts", Contact), ("quotes", Quote)]
)
def test_every_column_is_read_from_a_spreadsheet(app, cast, kind, model):
    with app.test_request_context():
        assert set(model.columns()) - {f"{fee}_state" for fee in FEES} <= set(READERS[kind]().labels()) | {
            "supplier",
            "product",
        }


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/suppliers/new", SupplierForm),
        ("/products/new", ProductForm),
        ("/quotes/new", QuoteForm),
        ("/needs/new", NeedForm),
        ("/contacts/new", ContactForm),
        ("/documents/new", DocumentForm),
        ("/reputation/new", ReputationForm),
        ("/conversations/new", ConversationForm),
        ("/agreements/new", AgreementForm),
        ("/samples/new", SampleForm),
    ],
)
def test_every_column_has_its_control_on_the_page(signed_in, cast, address, form):
    """One that is left out of the page would be emptied by the next person who saves it."""
    make_business(), make_category()
    supplier = make_supplier()
    make_inquiry(supplier)
    page = signed_in(cast.mei).get(address, query_string={"supplier": supplier.id}).text
    assert [name for name in form.columns() if f'name="{name}"' not in page] == []


def test_every_column_of_a_supplier_is_written_into_a_spreadsheet():
    assert set(Supplier.columns()) <= set(exported_columns())


def test_every_column_that_may_be_empty_is_taken_over_when_two_suppliers_become_one():
    known = dict.fromkeys(Supplier.columns(), "known")
    taken = missing_facts(Supplier(**known | {"owner": 1}), Supplier(**dict.fromkeys(known)))
    assert set(taken) == set(Supplier.columns()) - set(BOTH_SAY)
