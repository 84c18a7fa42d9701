"""研修の日程: the headings of one course's days, place and size, the same in every ledger of the desk."""

from __future__ import annotations

# (canonical name, 日本語, pattern over the squeezed heading), as ``layout.columns`` takes them
COURSE = (
    (
        "reception_on",
        "受付開始予定日",
        r"(研修)?(の)?(受講)?(申込)?受付(開始)?(予定)?(日(程)?|期間)|申込(受付)?(開始)?(予定)?(日|期間)|募集(開始(予定)?日|期間)",
    ),
    (
        "certificates_on",
        "修了証の発行予定日",
        r"修了証(書)?(の)?(発行|交付)((予定)?(年月)?日|予定)",
    ),
    (
        "report_on",
        "事業実績報告の提出予定日",
        r"(事業)?実績報告(書)?(の)?(提出)?((予定)?(年月)?日|予定|期日|期限)|(実績)?報告書?(の)?提出(予定)?日|提出予定日(\(.*報告.*\))?",
    ),
    (
        "last_day",
        "研修終了予定日",
        r"(研修|実施|開催)?(の)?(終了|最終|最後)(予定)?(年月)?日|閉講(予定)?(年月)?日|(研修|実施|開催)(実施)?期間\(?(終了?|至|末)\)?",
    ),
    (
        "first_day",
        "研修実施予定日",
        r"(研修)?(の)?(実施|開催|開講)?(開始)?(予定)?(年月)?日(程)?(\(初日\))?|(研修|実施|開催)?(初日|日程)|(研修|実施|開催)(実施)?期間(\(?(始|自|開始)\)?)?",
    ),
    (
        "venue",
        "研修会場",
        r"(研修|実施|開催)?(の)?(会場|場所|開催場所|実施場所|開催地|実施地)(名|の所在地|所在地|\(.*\))?",
    ),
    (
        "contact",
        "研修担当者の連絡先及び氏名",
        r"(研修)?担当者(の)?(連絡先|氏名|名)?(及び氏名|・氏名|・連絡先|氏名)?|(連絡|問い?合わ?せ)先(及び氏名|・氏名|・担当者)?|(研修事業の)?実施体制",
    ),
    ("budget", "収支予算", r"収支(予算)?(書|額)?|予算(書|額)?"),
    ("capacity", "定員", r"(研修|受講|募集)?(の)?(定員|募集人数|募集人員)(数)?(\(人\)|\(名\))?"),
)
# Words that speak for an item within a longer heading, and those of exports in Latin letters.
WORDS_OF_FIELD = r"分野|種別|研修の種類|コース|科目|bunya|shubetsu|syubetsu|course|field"
WORDS_OF_COURSE = {
    "reception_on": r"(申込|募集|受講|エントリー).*(開始|始|受付)|boshu|reception",
    "certificates_on": r"修了証.*(発行|交付|送付|授与)|certificate",
    "report_on": r"報告.*(予定|提出|期限|日)|実績報告$|houkoku|hokoku|report",
    "last_day": r"(終了|終わ|最終|最後).*日|shuryo|end",
    "first_day": r"(初日|開始|開講|実施|開催|日程|スケジュール|第1回)|kaishi|start",
    "venue": r"会場|場所|開催地|実施地|kaijo|venue|place",
    "contact": r"連絡先|担当|電話|tanto|contact|phone",
    "budget": r"予算|収支|yosan|budget",
    "capacity": r"定員|人数枠|募集人|teiin|capacity",
}
