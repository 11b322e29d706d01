"""What people call a code besides its label: kind of code -> code -> words."""

from __future__ import annotations

from collections.abc import Mapping

SPOKEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "tax_basis": {
        "included": ("含税", "含", "含票", "带票", "含税票", "含专票", "含普票", "含增票", "含发票", "专票", "普票",
                     "税", "是", "yes", "incl", "incl.", "included", "incl.vat", "inclvat", "inctax", "withtax"),
        "excluded": ("不含税", "不含", "不含票", "未税", "无票", "不开票", "不带票", "裸", "否",
                     "no", "excl", "excl.", "excluded", "excl.vat", "extax", "notax"),
        "unknown": ("不详", "未知"),
    },
    "tier": {  # what the tiers were called before
        "bottleneck": ("瓶颈", "bottleneck"),
        "leverage": ("杠杆", "leverage"),
        "routine": ("一般", "routine"),
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
    "status": {  # of a supplier; what two people would take differently is not here and is asked
        "candidate": ("候选供应商", "备选", "潜在", "待开发", "未联系", "prospect", "lead", "not contacted"),
        "screening": ("考察中", "评估中", "在评估", "under review"),
        "contacted": ("联系过", "谈过", "聊过", "接触过", "接触中", "沟通中", "在谈", "in contact", "talked"),
        "sampling": ("打样", "打样中", "寄样", "寄样中", "样品中", "测样", "已寄样", "sample sent"),
        "negotiating": ("谈价", "谈价中", "议价", "议价中", "签约中", "negotiation"),
        "trial": ("试单", "试用", "试用期", "小单试做", "trial order", "on trial"),
        "active": ("合作", "在合作", "合作中", "正在合作", "已合作", "长期合作", "稳定合作", "老供应商", "正式",
                   "in use", "cooperating", "current", "approved"),
        "paused": ("暂停合作", "暂停下单", "暂缓", "on hold", "suspended"),
        "retired": ("已淘汰", "终止合作", "停止合作", "不再合作", "已终止", "黑名单", "拉黑",
                    "terminated", "blacklisted", "dropped"),
    },
    "goods": {
        "physical": ("实物", "实体", "实体商品", "goods"),
        "digital": ("虚拟", "数字", "数字商品", "虚拟商品", "virtual"),
        "both": ("都有", "两者", "实物和虚拟", "all"),
    },
}  # fmt: skip
