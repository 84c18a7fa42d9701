"""Sentences for the 指定申請台帳 (様式第2号, 様式第4号) with 事業計画, カリキュラム and 講師 (Guideline 2–4, 6, 7)."""

from validators.messages import Rule

_FORM = "様式第2号・第4号"
_PLAN = "様式第2号 注2"
_CURRICULUM = "様式第2号 注3"
_LECTURER = "様式第2号 注4"
_DEADLINE = "ガイドライン6(1)"

RULES: dict[str, Rule] = {
    # ---- 申請者
    "applicant-missing": Rule("申請者の名称がない", "error", "申請者の名称がありません", "名称を入れてください", _FORM, "R23"),
    "body-not-eligible": Rule(
        "指定を受けられない団体", "error", "「{kind}」は指定を受けられません", "市町村・指定保育士養成施設・研修の実績のある非営利団体かを確かめてください", "ガイドライン2", "R01"
    ),
    "body-conflict": Rule(
        "団体の種別と名称の食い違い", "error", "種別は「{kind}」ですが、名称に「{name}」とあります", "指定を受けられる団体かを確かめてください", "ガイドライン2", "R01"
    ),
    "body-unclear": Rule(
        "団体の種別が分からない", "warning", "「{kind}」では、市町村・指定保育士養成施設・非営利団体のどれか分かりません", "法人の種別を確かめてください", "ガイドライン2", "R01"
    ),
    "body-checklist": Rule("実施者の要件", "warning", "「{column}」が「{value}」です", "指定に当たり留意する点です。書類を確かめてください", "ガイドライン7(2)", "R35"),
    "outsourced-whole": Rule(
        "研修の全部の委託", "error", "研修の全部を委託するとあります", "研修実施機関が委託できるのは一部だけです。委託の範囲を確かめてください", "ガイドライン7(1)", "R34"
    ),
    # ---- 申請書の三つの欄
    "kind-missing": Rule("研修種別がない", "error", "研修種別がありません", "8つの種別のどれかを入れてください", _FORM, "R23"),
    "kinds-on-attachment": Rule(
        "別紙のとおり", "warning", "研修種別が「{value}」で、種別の分かる別紙（カリキュラム）がこのブックにありません", "別紙の種別を1行ずつ入れると、種別ごとに確かめられます", "様式第2号 注1", "R26"
    ),
    "minutes-missing": Rule("研修時間数がない", "error", "研修時間数がありません", "時間数を入れてください", _FORM, "R23"),
    "method-missing": Rule("評価方法がない", "error", "研修修了の評価方法がありません", "評価方法を入れてください", _FORM, "R23"),
    "method-graded": Rule(
        "点数による評価", "warning", "評価方法に「{word}」とあります", "レポートの点数では修了の可否を決めない定めです。評価方法を確かめてください", "ガイドライン4", "R10"
    ),
    "attachment-missing": Rule("添付書類がない", "error", "「{column}」がありません", "書類を求めてください", "様式第2号 添付書類", "R23"),
    # ---- 期限
    "filed-on-missing": Rule("申請日がない", "error", "申請日がないため、期限を確かめられません", "申請日を入れてください", _DEADLINE, "R25"),
    "filing-late": Rule(
        "期限後の申請", "error", "申請日 {filed} は期限 {deadline} を {days} 日過ぎています（{kind}、研修の初日 {first}、方法{method}）",
        "初日を延ばせるか、事前相談の記録があるかを確かめてください", _DEADLINE, "R25",
    ),
    "filing-late-consulted": Rule(
        "期限後の申請（相談済）", "warning", "申請日 {filed} は期限 {deadline} を {days} 日過ぎていますが、事前相談の記録（{consulted}）があります（{kind}）",
        "原則は2か月前までです。受け付けるかを決めてください", _DEADLINE, "R25",
    ),
    "filing-borderline": Rule(
        "期限の境界", "warning", "申請日 {filed} は、数え方によって期限内にも期限後にもなります（方法A {a}、B {b}、C {c}。{kind}、研修の初日 {first}）",
        "運用設定の数え方（方法{method}）でよいか確かめてください", _DEADLINE, "R25",
    ),
    "filing-on-closed-day": Rule(
        "期限が閉庁日", "info", "期限 {deadline} は閉庁日（{closed}）です。前の開庁日は {open} です", "", _DEADLINE, "R25"
    ),
    "filing-outside-window": Rule(
        "受付期間の外", "error", "申請日 {filed} は新規申請の受付期間（{window}）の外です", "受付期間か運用設定を確かめてください", _DEADLINE, "R25"
    ),
    "filed-in-future": Rule("未来の申請日", "error", "申請日が {date} で、今日（{today}）より後です", "申請日を確かめてください", _DEADLINE),
    "designate-next-year": Rule(
        "翌年度の研修", "info", "研修の初日 {first} は{year}です。指定は行った年度だけ有効なので、4月1日以後に指定することになります", "", "ガイドライン6(3)", "R31"
    ),
    "course-crosses-year": Rule(
        "年度をまたぐ研修", "warning", "研修が {first} から {last} までで、3月31日をまたぎます", "翌年度分の更新届出（様式第4号）が要ることを伝えてください", "ガイドライン6(3)", "R31"
    ),
    # ---- 事業計画
    "plan-part-missing": Rule("事業計画の不足", "error", "事業計画の「{column}」がありません", "書き加えるよう求めてください", _PLAN, "R27"),
    "plan-date-vague": Rule("日付の決まらない予定", "warning", "「{value}」では日付が決まりません", "年月日を確かめてください", _PLAN, "R27"),
    "plan-order": Rule("日程の前後", "error", "「{column}」{date} が「{other}」{other_date} と前後しています", "どちらかの日付を確かめてください", _PLAN, "R27"),
    "venue-other-prefecture": Rule(
        "他県の会場", "error", "研修会場が{place}です", "申請は会場の所在地の都道府県に出す定めです。{place}への申請が要ります", _DEADLINE, "R24"
    ),
    "e-learning-not-allowed": Rule("eラーニング", "warning", "研修会場が「{value}」です", "運用設定では eラーニングを認めていません。扱いを確かめてください", "運用設定", ""),
    # ---- 定員
    "capacity-missing": Rule("定員がない", "error", "定員がありません", "定員を入れてください", _CURRICULUM, "R28"),
    "count-unreadable": Rule("読めない人数", "error", "「{value}」を人数として読み取れません", "50 のように数字で入れてください", _CURRICULUM, "R28"),
    "others-over-capacity": Rule(
        "対象者以外が多い", "error", "定員 {capacity} 人に対象者 {targets} 人のとき、対象者以外は {room} 人までですが {others} 人です", "人数を確かめてください", "ガイドライン7(4)", "R36"
    ),
    "others-before-targets": Rule(
        "対象者を断っている", "warning", "対象者 {refused} 人を断って、対象者以外 {others} 人を受け入れています", "対象者を先に受け入れるよう確かめてください", "ガイドライン7(4)", "R36"
    ),
    "others-not-allowed": Rule("対象者以外の受講", "warning", "対象者以外が {others} 人います", "運用設定では認めていません。扱いを確かめてください", "運用設定", "R36"),
    # ---- 様式第4号
    "renewal-kind-not-designated": Rule(
        "指定のない種別の更新届出", "error", "「{kind}」は前年度に指定の効力がないので、{year}の更新届出では続けられません", "指定申請書（様式第2号）が要ります", "ガイドライン6(3)", "R32"
    ),
    "renewal-body-unknown": Rule(
        "指定台帳にない届出者", "warning", "「{name}」が指定台帳に見つかりません", "名称か研修実施機関番号を確かめてください", "ガイドライン6(3)", "R32"
    ),
    "renewal-would-lapse": Rule(
        "更新届出が無効になるおそれ", "error", "届出の内容がガイドライン3から5までを満たしていません（{reasons}）", "このままでは届出は無効で、指定の効力がなくなります", "ガイドライン6(3)", "R33"
    ),
    "application-duplicate": Rule("申請の重複", "warning", "{other} と同じ申請者・同じ種別・同じ初日です", "二重の申請でないか確かめてください", _FORM, "R26"),
    # ---- カリキュラム
    "attachment-unknown-application": Rule("台帳にない受付番号", "warning", "受付番号「{value}」の申請が台帳にありません", "受付番号を確かめてください", _FORM, "R26"),
    "curriculum-not-found": Rule("カリキュラムがない種別", "warning", "「{kind}」のカリキュラムがこのブックにありません", "研修カリキュラムを確かめてください", _CURRICULUM, "R28"),
    "curriculum-part-missing": Rule("カリキュラムの不足", "error", "研修項目の「{column}」がありません", "書き加えるよう求めてください", _CURRICULUM, "R28"),
    "curriculum-items": Rule(
        "内容の不足", "error", "「{kind}」のカリキュラムに「{items}」がありません", "5つの内容をすべて含めるよう求めてください", "ガイドライン3(2)・別添1", "R05"
    ),
    "curriculum-short": Rule(
        "カリキュラムの時間不足", "error", "「{kind}」の各項目の時間を足すと{hours}（{minutes} 分）で、15時間に {lacking} 分足りません", "時間数を確かめてください", "ガイドライン3(3)", "R06"
    ),
    "curriculum-only-with-breaks": Rule(
        "休憩などを入れて15時間", "warning", "「{kind}」は休憩・開閉会・レポートなど {breaks} 分を入れると15時間になりますが、除くと{hours}です",
        "数えるかどうかを確かめてください", "ガイドライン3(3)", "R06"
    ),
    "curriculum-differs": Rule(
        "時間数の食い違い", "warning", "「{kind}」の各項目の時間を足すと {minutes} 分ですが、申請の時間数は {declared} 分です", "どちらが正しいか確かめてください", _CURRICULUM, "R28"
    ),
    "curriculum-lecture-only": Rule("講義だけの研修", "info", "「{kind}」の研修形態がすべて講義です。演習やグループ討議等を組み合わせることが望ましいとされています", "", "ガイドライン3(5)", "R08"),
    "curriculum-lecturer-unlisted": Rule("書類のない講師", "error", "講師「{value}」の書類が講師の表にありません", "講師に関する書類を求めてください", _LECTURER, "R29"),
    # ---- 講師
    "lecturer-basis-missing": Rule(
        "講師の要件が分からない", "error", "講師の要件（養成施設の教員か、十分な知識及び経験を有すると認める者か）が分かりません", "要件を確かめてください", "ガイドライン3(4)", "R07"
    ),
    "lecturer-paper-missing": Rule("講師の書類の不足", "error", "講師の「{column}」がありません", "書類を求めてください", _LECTURER, "R29"),
}
