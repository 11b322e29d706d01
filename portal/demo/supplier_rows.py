"""The demo suppliers as data. Every name, code and address is made up."""

from __future__ import annotations

from dataclasses import dataclass

Step = tuple[str, int, str]  # status, days ago, reason
Person = tuple[str, str, str, str, str]  # name, position, phone, mail, chat
# Kind, number, holder ("": the supplier), issued days ago, days left, key of the category it is for.
Paper = tuple[str, str, str, int, int | None, str]
# Source, kind of source, tone, days ago, text; of a serious one what it is about, and why it goes on all the same.
Rumour = tuple[str, str, str, int, str] | tuple[str, str, str, int, str, str, str]


@dataclass(frozen=True, kw_only=True)
class DemoSupplier:
    key: str
    name: str
    kind: str
    goods: str
    place: str
    ago: int  # days since it was found
    legal_name: str = ""
    country: str = "CN"
    years: int | None = None
    month: int | None = None
    company_code: str = ""
    website: str = ""
    categories: tuple[str, ...] = ()
    tier: str = ""
    by: str = "buyer"
    owner: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    way: tuple[Step, ...] = ()
    contacts: tuple[Person, ...] = ()
    papers: tuple[Paper, ...] = ()
    heard: tuple[Rumour, ...] = ()


def way(*days: int) -> tuple[Step, ...]:
    """The first steps of the path, each on its day."""
    path = ("screening", "contacted", "sampling", "negotiating", "trial", "active")
    return tuple((status, ago, "") for status, ago in zip(path, days, strict=False))


ROWS = (
    DemoSupplier(
        key="tuochuan", name="拓川电子", legal_name="东莞市拓川电子科技有限公司", kind="maker", goods="physical",
        place="东莞", years=9, month=4, company_code="91441900MADEMO0017", website="https://tuochuan.example/",
        categories=("chargers",), tier="strategic", owner="admin", ago=400, tags=("氮化镓", "可开专票"),
        note="自有模具，注塑外协。春节停产约两周，要提前一个月下单。",
        way=way(396, 390, 370, 330, 300, 240),
        contacts=(
            ("黄建国", "业务经理", "139 0000 0001", "huang@tuochuan.example", "tc-huang"),
            ("邓工", "品质工程师", "139 0000 0002", "", "tc-qc"),
        ),
        papers=(
            ("licence", "91441900MADEMO0017", "", 3200, None, ""),
            ("certificate", "2026 0107 DEMO 22", "", 500, 25, "chargers"),
            ("visit_record", "", "", 320, None, ""),
        ),
        heard=(("跨境卖家交流群", "peer", "good", 380, "合作两年，交期准，样品和大货一致，旺季会涨价 3% 左右。"),),
    ),
    DemoSupplier(
        key="hengqi", name="衡启线材", legal_name="惠州衡启线材有限公司", kind="maker", goods="physical", place="惠州",
        years=5, month=9, company_code="91441300MADEMO0025", website="https://hengqi-cable.example/",
        categories=("chargers",), tier="leverage", owner="hanyu", ago=260, tags=("数据线", "可开专票"),
        way=way(255, 250, 230, 190, 160, 95),
        contacts=(("赖小姐", "跟单", "138 0000 0011", "sales@hengqi-cable.example", "hq-lai"),),
        papers=(
            ("licence", "91441300MADEMO0025", "", 1900, None, ""),
            ("certificate", "RoHS-DEMO-5521", "", 400, 330, "chargers"),
            ("certificate", "CE-DEMO-0917", "", 1900, -70, ""),
            ("visit_record", "", "", 252, None, ""),
        ),
        heard=(("行业论坛", "forum", "mixed", 250, "有人反映第二批线径偏细，厂家后来补发。"),),
    ),
    DemoSupplier(
        key="starbridge", name="星桥数娱", legal_name="杭州星桥数字娱乐有限公司", kind="wholesaler", goods="digital",
        place="杭州", years=4, month=3, company_code="91330100MADEMO0033", website="https://starbridge.example/",
        categories=("memberships", "top_up"), tier="bottleneck", owner="buyer", ago=300, tags=("API", "自动发货"),
        note="会员月卡、季卡为主；充值到账平均 40 秒。失败自动退回余额。",
        way=way(296, 292, 280, 260, 220, 150),
        contacts=(("吴凯", "商务", "137 0000 0021", "kevin@starbridge.example", "sb-kevin"),),
        papers=(
            ("licence", "91330100MADEMO0033", "", 1400, None, ""),
            ("authorisation", "SQ-DEMO-0918", "", 380, -15, "top_up"),
            ("source_evidence", "MY-DEMO-0918", "", 170, 6, ""),
            ("visit_record", "", "", 294, None, ""),
        ),
        heard=(("同城卖家", "peer", "good", 280, "到账快，客服晚上十点前都在。"),),
    ),
    DemoSupplier(
        key="brightleaf", name="明叶陶瓷", legal_name="景德镇明叶陶瓷有限公司",
        kind="maker", goods="physical", place="景德镇", years=12, month=6,
        company_code="91360200MADEMO0041", website="https://brightleaf.example/en", categories=("cups",),
        tier="on_trial", owner="omar", ago=150, tags=("陶瓷", "定制釉色"),
        note="不同窑之间釉色有差，每次打样都要写批号。",
        way=way(147, 140, 118, 70, 21),
        contacts=(("邹丽", "外贸业务", "+86 136 0000 0031", "lily@brightleaf.example", "bl-lily"),),
        papers=(
            ("licence", "91360200MADEMO0041", "", 4000, None, ""),
            ("certificate", "LFGB-DEMO-778", "", 300, 55, "cups"),
            ("visit_record", "", "", 142, None, ""),
        ),
        heard=(("展会邻摊", "peer", "good", 130, "一天内就回，窑损说得实在。"),),
    ),
    DemoSupplier(
        key="aurora", name="极光充值", legal_name="成都极光畅充科技有限公司", kind="platform", goods="digital",
        place="成都", years=2, month=1, company_code="91510100MADEMO0058", website="https://jgcz.example/",
        categories=("top_up",), owner="hanyu", ago=110, tags=("API",),
        way=way(107, 103, 90),
        contacts=(("小罗", "技术对接", "", "api@jgcz.example", "jg-luo"),),
        papers=(
            ("licence", "91510100MADEMO0058", "", 700, None, ""),
            ("authorisation", "SQ-DEMO-1107", "", 300, 200, "top_up"),
            ("source_evidence", "MY-DEMO-1107", "", 105, 200, ""),
            ("visit_record", "", "", 102, None, ""),
        ),
        heard=(("投诉平台", "platform", "mixed", 100, "近三个月 6 条投诉，4 条为到账慢，均已退款。"),),
    ),
    DemoSupplier(
        key="lumina", name="Lumina Trading", legal_name="Lumina Trading Pte. Ltd.", kind="agent", goods="physical",
        country="SG", place="新加坡", years=5, month=2, company_code="2021DEMO66W",
        website="https://lumina-trading.example/", categories=("chargers", "cups"), owner="omar", ago=90,
        tags=("美元报价", "出口"), note="从东莞三家工厂拿货，签约后才肯说是哪三家。",
        way=way(88, 84, 62, 20),
        contacts=(("Daniel Tan", "董事", "+65 8000 0041", "daniel@lumina-trading.example", ""),),
        papers=(("licence", "2021DEMO66W", "", 1700, None, ""),),
    ),
    DemoSupplier(
        key="qinghe", name="青禾织造", legal_name="绍兴青禾织造有限公司", kind="maker", goods="physical", place="绍兴",
        years=8, month=10, company_code="91330600MADEMO0066", categories=("clothes",), owner="buyer", ago=60,
        tags=("棉", "小单快反"), way=way(57, 52, 33),
        contacts=(("沈姐", "厂长", "135 0000 0051", "", "qh-shen"),),
        papers=(
            ("licence", "91330600MADEMO0066", "", 2800, None, ""),
            ("certificate", "OEKO-DEMO-31", "", 340, 8, "clothes"),
            ("visit_record", "", "", 54, None, ""),
        ),
    ),
    DemoSupplier(
        key="wanli", name="万砾源", legal_name="深圳市万砾源贸易有限公司", kind="wholesaler", goods="physical",
        place="深圳", years=6, month=5, company_code="91440300MADEMO0074", website="https://wly.example/",
        categories=("chargers",), owner="hanyu", ago=75, tags=("现货",), note="价格比同行低两成，要查是不是翻新料。",
        way=way(72, 66, 40),
        contacts=(("刘生", "老板", "134 0000 0061", "", "wly-liu"),),
        heard=(
            (
                *("裁判文书", "court", "bad", 70, "去年有一起买卖合同纠纷，因质量退货，已履行。"),
                *("court", "判决已经履行；先收样，首批抽检合格再付尾款。"),
            ),
            ("同行群", "peer", "bad", 64, "样品好，大货差，建议抽检。"),
        ),
    ),
    DemoSupplier(
        key="yunti", name="云梯软件分销", legal_name="武汉云梯信息技术有限公司", kind="agent", goods="digital",
        place="武汉", years=7, month=8, company_code="91420100MADEMO0082", website="https://yunti-soft.example/",
        categories=("software",), owner="buyer", ago=30, tags=("企业授权",), way=way(27, 19),
        papers=(
            ("licence", "91420100MADEMO0082", "", 2500, None, ""),
            ("authorisation", "SQ-DEMO-2203", "", 200, 165, ""),
            ("source_evidence", "MY-DEMO-2203", "", 90, 275, ""),
            ("visit_record", "", "", 22, None, ""),
        ),
        contacts=(("何顾问", "渠道经理", "133 0000 0071", "he@yunti-soft.example", "yt-he"),),
    ),
    DemoSupplier(
        key="lowcard", name="低价卡券行", kind="wholesaler", goods="digital", place="不详", ago=25, by="hanyu",
        categories=("unsourced_topup",), owner="hanyu", note="报价只有面值的七成，说不清来源。", way=way(24),
        heard=(("同行群", "peer", "bad", 24, "充值三周后被撤销，钱要不回来。", "fraud", ""),),
    ),
    DemoSupplier(
        key="harbor", name="Harbor Lane Goods", kind="agent", goods="both", country="GB", place="布里斯托尔", years=3,
        website="https://harborlane.example/", categories=("cups",), ago=9, by="omar", owner="omar",
        note="秋季展会上认识的，卖搪瓷杯和礼品码。",
    ),
    DemoSupplier(
        key="chenyu", name="晨屿家居", legal_name="台州晨屿家居用品有限公司", kind="maker", goods="physical",
        place="台州", years=4, month=7, categories=("cups",), ago=4, owner="", tags=("保温杯",),
    ),
    DemoSupplier(
        key="jincheng", name="锦澄食品", legal_name="漳州锦澄食品有限公司", kind="maker", goods="physical",
        place="漳州", years=10, month=3, company_code="91350600MADEMO0090", categories=("snacks",), tier="routine",
        owner="buyer", ago=330, tags=("食品",),
        way=(*way(325, 320, 300, 270, 230, 180), ("paused", 45, "食品许可证到期，新证没下来之前不下单。")),
        contacts=(("蔡经理", "销售", "132 0000 0081", "", "jc-cai"),),
        papers=(
            ("licence", "91350600MADEMO0090", "", 3600, None, ""),
            ("permit", "JY1350600DEMO", "", 1870, -46, "snacks"),
        ),
    ),
    DemoSupplier(
        key="oldport", name="老港电器", legal_name="中山老港电器厂", kind="maker", goods="physical", place="中山",
        years=15, month=11, company_code="91442000MADEMO0105", categories=("chargers",), owner="admin", ago=410,
        way=(*way(405, 400, 380, 350, 320), ("retired", 260, "试单两批都迟交一周以上，赔付谈不拢。")),
        contacts=(("林厂", "厂长", "131 0000 0091", "", ""),),
        papers=(("licence", "91442000MADEMO0105", "", 5400, None, ""),),
    ),
)  # fmt: skip
