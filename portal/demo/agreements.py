"""Five agreements: three whole, one that ends soon and lacks two clauses, one still a draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from portal import content
from portal.agreements.models import Agreement, AgreementFile
from portal.agreements.rules.clauses import Clause, ClauseType, GivenClause, Value
from portal.demo import World
from portal.demo.papers import attach

FIGURES = {
    "price_valid_days": 90, "price_notice_days": 15, "lead_time_days": 12, "delivery_minutes": 10, "supply_cycle": 30,
    "peak_commitment": 12000, "stock_holding_days": 20, "return_days": 15, "claim_days": 7, "fix_hours": 48,
    "bad_code_hours": 24, "warranty_days": 365, "prepaid_refund_days": 10, "credit_days": 30,
    "renewal_notice_days": 90, "exit_notice_days": 30, "confidentiality_years": 2, "downtime_notice_hours": 24,
    "quality_deposit": 5000,
}  # fmt: skip
SHARES = {"price_rebate_pct": "0.02", "reject_rate_pct": "0.02", "late_penalty": "0.005", "quality_penalty": "0.1"}
SHARES |= {"stop_supply_penalty": "0.2", "price_rise_penalty": "0.1"}
TEXTS = {
    "rights_duties": "供方按样品供货，我方按期付款",
    "goods_list": "见附件一",
    "price_tiers": "100 件起 39.5 元，500 件起 38.5 元",
    "quality_standard": "按封样与国家标准",
    "sealed_sample_no": "F-2026-001",
    "tolerance": "尺寸 ±0.5 毫米，重量 ±3%",
    "exit_handover": "余额、样品、权限、未结订单 15 天内交清",
    "data_scope": "商品、价格、库存",
    "data_accuracy": "供方负责，错价当天更正",
    "trade_term": "DDP",
    "dispute_venue": "我方所在地法院",
}
CHOSEN = {"payment_terms": "credit", "risk_transfer": "receipt", "return_freight": "fault", "invoice_type": "special"}


def load(world: World) -> None:
    sign(world, "tuochuan", "年度供货协议", "GH-2026-014", 180, 185, clauses_stated(world))
    lacking = clauses_stated(
        world,
        payment_terms="wallet",
        delivery_mode="digital",
        sealed_sample_no="F-2026-003",
        lacking=["bad_code_hours", "wallet_refund"],
    )
    sign(world, "starbridge", "数字商品供货协议", "SZ-2026-003", 320, 45, lacking, goods="digital")
    by_quarter, spoken = world.say("按每季度的报价单"), ["priority_supply"]  # promised on the phone alone
    cable = clauses_stated(world, sealed_sample_no="F-2026-002", price_tiers=by_quarter, lacking=spoken)
    sign(world, "hengqi", "线材采购合同", "HQ-2026-006", 165, 200, cable)
    mugs = clauses_stated(world, price_tiers=by_quarter, lacking=[*spoken, "sealed_sample_no"])
    sign(world, "brightleaf", "杯壶供货合同", "MY-2026-002", 24, 341, mugs)
    asked = {
        key: clause
        for key, clause in clauses_stated(world).items()
        if key in ("price_tax_basis", "price_notice_days", "claim_days")
    }
    draft = (
        asked
        | {"sealed_sample_no": GivenClause("F-2026-002").to_json()}
        | {"exit_notice_days": GivenClause(note=world.say("对方想要 60 天，还在谈")).to_json()}
    )
    about = {"title": world.say("线材框架协议"), "goods": "physical", "clauses": draft, "by": world.people["buyer"].id}
    Agreement.add(world.stamp("buyer", 6), supplier=world.suppliers["hengqi"], **about)


def sign(world: World, supplier: str, title: str, number: str, ago: int, left: int, clauses: Any, **about: Any) -> None:
    """Sent ten days before it was signed, so many days ago; `left` days until its end."""
    days: dict[str, date] = {
        "sent_on": world.day(ago + 10),
        "signed_on": world.day(ago),
        "starts_on": world.day(ago),
        "ends_on": world.day(-left),
    }
    defaults = {"goods": "physical", "branded": "no", "custom": "no", "feed": "no", "by": world.people["buyer"].id}
    row = defaults | days | {"title": world.say(title), "number": number, "clauses": clauses} | about
    agreement = Agreement.add(world.stamp("buyer", ago), supplier=world.suppliers[supplier], **row)
    about = {"agreement": agreement, "on": world.day(ago), "note": world.say("双方盖章的扫描件")}
    paper = AgreementFile.add(world.stamp("buyer", ago), by=world.people["buyer"].id, **about)
    attach(world, paper, "agreement", f"{number} {world.say('示例')}", "buyer", ago)


def clauses_stated(world: World, lacking: Any = (), **chosen: str) -> dict[str, Any]:
    """Every clause as an honest agreement states it, but those that are lacking."""
    texts = world.say(TEXTS) | CHOSEN | chosen
    stated = {clause.key: GivenClause(value(clause, texts)).to_json() for clause in content.clauses().clauses}
    return {key: clause_json for key, clause_json in stated.items() if clause_json and key not in lacking}


def value(clause: Clause, texts: dict[str, str]) -> Value | None:
    if clause.key in FIGURES:
        return Decimal(FIGURES[clause.key])
    if clause.key in SHARES:
        return Decimal(SHARES[clause.key])
    if clause.type is ClauseType.yes_no:
        return "yes"
    if clause.options:
        return texts.get(clause.key, clause.options[0].key)
    return texts.get(clause.key)
