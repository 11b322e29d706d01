"""Which column of a spreadsheet is which field, by what people call them in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

LOOKED_AT = 10  # rows in which the headings are looked for

# Besides the labels of the form in both languages, which the caller adds.
SUPPLIER = {
    "name": ("供应商", "供应商名称", "名称", "简称", "厂名", "公司名称", "公司", "supplier", "supplier name",
             "company"),
    "legal_name": ("全称", "公司全称", "企业名称", "执照名称", "注册名称", "full name", "registered name"),
    "kind": ("类型", "供应商类型", "企业类型", "性质", "type", "kind", "supplier type"),
    "goods": ("货品", "货品类型", "实物或虚拟", "实物或数字", "实物/数字", "goods type"),
    "country": ("国家", "国家地区", "国别", "country or region", "region"),
    "place": ("地点", "省市", "地址", "所在地", "城市", "地区", "产地", "city", "address", "location"),
    "since_year": ("成立年份", "成立", "成立日期", "成立时间", "成立年", "注册日期", "建厂时间", "established",
                   "founded", "since"),
    "since_month": ("成立月份", "month established"),
    "company_code": ("公司代码", "信用代码", "统一社会信用代码", "社会信用代码", "税号", "注册号",
                     "registration number", "tax number"),
    "website": ("网址", "官网", "店铺链接", "链接", "网店", "url", "web site", "web", "homepage"),
    "categories": ("品类", "类目", "主营", "主营品类", "主营产品", "category"),
    "tier": ("分级", "等级", "级别", "供应商等级", "level", "grade"),
    "owner": ("负责人", "跟进人", "采购员", "采购", "buyer", "person in charge"),
    "tags": ("标签", "标记", "tag", "labels"),
    "note": ("备注", "说明", "其他", "remark", "remarks", "notes", "comment", "comments"),
}  # fmt: skip

PRODUCT = {
    "name": ("商品", "商品名称", "产品", "产品名称", "品名", "名称", "product", "product name", "item"),
    "code": ("编码", "商品编码", "货号", "款号", "型号", "自有编码", "code", "sku", "item number", "model"),
    "business": ("业务", "店铺", "门店", "business", "shop", "store"),
    "category": ("品类", "类目", "分类", "category"),
    "kind": ("货品", "类型", "货品类型", "实物或虚拟", "type", "kind", "goods type"),
    "powered": ("带电", "用电", "powered"),
    "worn_or_eaten": ("入口贴身", "贴身或入口", "worn or eaten"),
    "colour_matters": ("颜色要求", "注重颜色", "color matters"),
    "custom": ("定制", "custom"),
    "exclusive": ("独家", "exclusive"),
    "monthly_units": ("月销量", "月销", "预计月销", "每月销量", "monthly sales", "units a month", "monthly units"),
    "sale_price": ("售价", "销售价", "零售价", "价格", "单价", "price", "selling price", "retail price"),
    "currency": ("币种", "货币", "currency"),
    "return_rate": ("退货率", "退款率", "returns"),
    "note": ("备注", "说明", "其他", "remark", "remarks", "notes", "comment", "comments"),
}  # fmt: skip
CONTACT = {
    "supplier": ("供应商", "供应商名称", "公司", "公司名称", "厂名", "supplier name", "company"),
    "name": ("联系人", "姓名", "联系人姓名", "contact", "contact name", "person"),
    "position": ("职位", "职务", "岗位", "title", "job title", "role"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "mobile", "phone number", "tel", "telephone"),
    "mail": ("邮箱", "电子邮箱", "邮件", "email", "e-mail"),
    "chat": ("微信", "微信号", "QQ", "旺旺", "聊天账号", "wechat", "whatsapp", "chat"),
    "note": ("备注", "说明", "remark", "remarks", "notes", "comment", "comments"),
}  # fmt: skip
QUOTE = {
    "supplier": ("供应商", "供应商名称", "公司", "公司名称", "厂名", "supplier name", "company"),
    "product": ("商品", "商品名称", "产品", "产品名称", "品名", "货号", "商品编码", "product name", "item", "sku"),
    "quoted_on": ("报价日期", "报价日", "日期", "报价时间", "quote date", "date"),
    "valid_until": ("有效期", "有效期至", "有效至", "截止日期", "valid to", "expires", "expiry"),
    "breaks": ("价格", "单价", "报价", "阶梯价", "阶梯价格", "价格阶梯", "价目", "price", "prices",
               "unit price", "price breaks"),
    "currency": ("币种", "货币", "currency"),
    "tax_basis": ("含税", "是否含税", "税", "tax", "tax included"),
    "moq": ("起订量", "最小起订量", "起批量", "minimum order", "minimum order quantity"),
    "order_multiple": ("订货倍数", "装箱数", "整箱数", "multiple", "carton quantity"),
    "largest_order": ("最大订量", "最大订货量", "maximum order"),
    "lead_days": ("交期", "交货期", "货期", "发货天数", "交期天数", "lead time", "lead days", "delivery days"),
    "freight_per_order": ("运费", "每单运费", "freight"),
    "freight_per_unit": ("单件运费", "每件运费", "freight each"),
    "packing": ("包装费", "packing"),
    "platform_fee": ("平台费", "平台服务费", "platform fee"),
    "other_fees": ("其他费用", "杂费", "other fees"),
    "payment": ("付款方式", "付款", "结算方式", "payment terms", "terms of payment"),
    "credit_days": ("账期", "账期天数", "credit days"),
    "deposit_share": ("定金", "定金比例", "订金", "deposit"),
    "payment_note": ("付款说明", "付款备注", "payment note"),
    "incoterm": ("贸易术语", "贸易条款", "incoterms"),
    "note": ("备注", "说明", "remark", "remarks", "notes", "comment", "comments"),
}  # fmt: skip

# What people call a code besides its label: kind of code -> code -> words.
SPOKEN = {
    "tax_basis": {
        "included": ("含税", "是", "yes", "incl", "included"),
        "excluded": ("不含税", "未税", "否", "no", "excl", "excluded"),
        "unknown": ("不详", "未知"),
    },
    "payment": {
        "prepaid": ("预付", "全款", "款到发货", "prepaid", "in advance"),
        "deposit": ("定金", "订金", "定金加尾款", "deposit"),
        "on_delivery": ("货到付款", "cod"),
        "credit": ("账期", "月结", "赊账", "credit"),
        "wallet": ("余额", "预存", "钱包"),
        "unknown": ("不详", "未知"),
    },
    "fee": {
        "zero": ("免", "免费", "包邮", "无", "含", "free", "none", "included"),
        "not_applicable": ("不适用", "/", "n/a"),
        "unknown": ("不详", "未知", "?", "？", "待定"),
    },
    "supplier": {
        "maker": ("厂家", "厂商", "生产商", "生产厂家", "制造商", "源头工厂", "生产型",
                  "factory", "manufacturer", "producer"),
        "wholesaler": ("批发", "贸易商", "贸易公司", "经销商", "distributor", "trader", "trading company"),
        "platform": ("平台", "货源平台", "marketplace"),
        "agent": ("代理商", "中介", "代购", "采购代理", "broker", "sourcing agent"),
    },
    "goods": {
        "physical": ("实物", "实体", "实体商品", "goods"),
        "digital": ("虚拟", "数字", "数字商品", "虚拟商品", "virtual"),
        "both": ("都有", "两者", "实物和虚拟", "all"),
    },
}  # fmt: skip


def heading_key(text: str) -> str:
    """A heading without case, width, punctuation and what stands in brackets: "名称（必填）*" and "名称" are one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[(\[【].*?[)\]】]", "", plain)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


def known(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Key of each name -> its field. The field named first keeps a name that two claim."""
    fields: dict[str, str] = {}
    for field, spoken in names.items():
        for name in spoken:
            fields.setdefault(heading_key(name), field)
    return fields


def matched(headings: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    """The field of each column, empty for none; the first column of a name gets the field."""
    taken: set[str] = set()
    columns = []
    for heading in headings:
        field = fields.get(heading_key(heading), "")
        columns.append("" if field in taken else field)
        taken.add(field)
    return columns


def heading_row(rows: Iterable[Sequence[str]], fields: Mapping[str, str]) -> int:
    """Which of the first rows names the most fields; the first one when none names any."""
    hits = [sum(bool(field) for field in matched(row, fields)) for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    return hits.index(max(hits)) if hits else 0
