"""Sentences for the deadline, the 事業計画, 定員 and the 様式第4号 of a filing (Guideline 6, 7)."""

from validators.messages import Rule

_FORM = "様式第2号・第4号"
_PLAN = "様式第2号 注2"
_CURRICULUM = "様式第2号 注3"
_DEADLINE = "ガイドライン6(1)"

RULES: dict[str, Rule] = {
    # ---- 期限
    "filed-on-missing": Rule(
        "申請日がない",
        "error",
        "申請日がないため、期限を確かめられません",
        "申請日を入れてください",
        _DEADLINE,
        "R25",
        about="writing",
    ),
    "filed-on-unclear": Rule(
        "申請日が分からない",
        "warning",
        "申請日「{value}」が何日か分からないため、期限を確かめていません",
        "年月日を確かめてください",
        _DEADLINE,
        "R25",
        about="writing",
    ),
    "first-day-unclear": Rule(
        "研修の初日が分からない",
        "warning",
        "「{value}」では研修の初日が決まらないため、申請の期限を確かめていません",
        "最初の研修の年月日を確かめてください",
        _DEADLINE,
        "R25",
        about="writing",
    ),
    "filing-late": Rule(
        "期限後の申請",
        "error",
        (
            "申請日 {filed} は期限 {deadline}（{deadline.iso}）を {days} 日過ぎています"
            "（{kind}、研修の初日 {first}、方法{method}）"
        ),
        "初日を延ばせるか、事前相談の記録があるかを確かめてください",
        _DEADLINE,
        "R25",
    ),
    "filing-late-consulted": Rule(
        "期限後の申請（相談済）",
        "warning",
        (
            "申請日 {filed} は期限 {deadline}（{deadline.iso}）を {days} 日過ぎていますが、"
            "事前相談の記録（{consulted}）があります（{kind}）"
        ),
        "原則は2か月前までです。受け付けるかを決めてください",
        _DEADLINE,
        "R25",
    ),
    "filing-borderline": Rule(
        "期限の境界",
        "warning",
        (
            "申請日 {filed} は、数え方によって期限内にも期限後にもなります（方法A {a}（{a.iso}）、"
            "B {b}（{b.iso}）、C {c}（{c.iso}）。{kind}、"
            "研修の初日 {first}）"
        ),
        "運用設定の数え方（方法{method}）でよいか確かめてください",
        _DEADLINE,
        "R25",
    ),
    "filing-on-closed-day": Rule(
        "期限が閉庁日",
        "info",
        "期限 {deadline} は閉庁日（{closed}）です。前の開庁日は {open} です",
        "",
        _DEADLINE,
        "R25",
    ),
    "filing-outside-window": Rule(
        "受付期間の外",
        "error",
        "申請日 {filed} は新規申請の受付期間（{window}）の外です",
        "受付期間か運用設定を確かめてください",
        _DEADLINE,
        "R25",
    ),
    "filed-in-future": Rule(
        "未来の申請日",
        "error",
        "申請日が {date} で、今日（{today}）より後です",
        "申請日を確かめてください",
        _DEADLINE,
    ),
    "designate-next-year": Rule(
        "翌年度の研修",
        "info",
        "研修の初日 {first} は{year}です。指定は行った年度だけ有効なので、4月1日以後に指定することになります",
        "",
        "ガイドライン6(3)",
        "R31",
    ),
    "course-crosses-year": Rule(
        "年度をまたぐ研修",
        "warning",
        "研修が {first} から {last} までで、3月31日をまたぎます",
        "翌年度分の更新届出（様式第4号）が要ることを伝えてください",
        "ガイドライン6(3)",
        "R31",
    ),
    # ---- 事業計画
    "plan-part-missing": Rule(
        "事業計画の不足",
        "error",
        "事業計画の「{column}」がありません",
        "書き加えるよう求めてください",
        _PLAN,
        "R27",
        about="writing",
    ),
    "plan-part-later": Rule(
        "決まっていない事業計画",
        "warning",
        "事業計画の「{column}」が「{value}」で、まだ決まっていません",
        "決まったかを確かめてください",
        _PLAN,
        "R27",
        about="writing",
    ),
    "plan-date-vague": Rule(
        "日付の決まらない予定",
        "warning",
        "「{value}」では日付が決まりません",
        "年月日を確かめてください",
        _PLAN,
        "R27",
        about="writing",
    ),
    "plan-order": Rule(
        "日程の前後",
        "error",
        "「{column}」{date} が「{other}」{other_date} と前後しています",
        "どちらかの日付を確かめてください",
        _PLAN,
        "R27",
    ),
    "venue-other-prefecture": Rule(
        "他県の会場",
        "error",
        "研修会場が{place}です",
        "申請は会場の所在地の都道府県に出す定めです。{place}への申請が要ります",
        _DEADLINE,
        "R24",
    ),
    "venue-prefecture-unclear": Rule(
        "会場の都道府県が分からない",
        "warning",
        "研修会場「{value}」は{places}にあり、どの都道府県か分かりません",
        "会場の所在地を確かめてください",
        _DEADLINE,
        "R24",
        about="writing",
    ),
    "e-learning-not-allowed": Rule(
        "eラーニング",
        "warning",
        "研修会場が「{value}」です",
        "運用設定では eラーニングを認めていません。扱いを確かめてください",
        "運用設定",
        "",
    ),
    # ---- 定員
    "capacity-missing": Rule(
        "定員がない",
        "error",
        "定員がありません",
        "定員を入れてください",
        _CURRICULUM,
        "R28",
        about="writing",
    ),
    "count-unreadable": Rule(
        "読めない人数",
        "warning",
        "「{value}」を人数として読み取れないため、定員を確かめていません",
        "50 のように数字で入れてください",
        _CURRICULUM,
        "R28",
        about="writing",
    ),
    "count-multiplied": Rule(
        "回数を掛けた人数",
        "info",
        "「{value}」を合わせて {total} 人と読みました",
        "",
        _CURRICULUM,
        "R28",
        about="writing",
    ),
    "others-over-capacity": Rule(
        "対象者以外が多い",
        "error",
        "定員 {capacity} 人に対象者 {targets} 人のとき、対象者以外は {room} 人までですが {others} 人です",
        "人数を確かめてください",
        "ガイドライン7(4)",
        "R36",
    ),
    "others-before-targets": Rule(
        "対象者を断っている",
        "warning",
        "対象者 {refused} 人を断って、対象者以外 {others} 人を受け入れています",
        "対象者を先に受け入れるよう確かめてください",
        "ガイドライン7(4)",
        "R36",
    ),
    "others-not-allowed": Rule(
        "対象者以外の受講",
        "warning",
        "対象者以外が {others} 人います",
        "運用設定では認めていません。扱いを確かめてください",
        "運用設定",
        "R36",
    ),
    # ---- 様式第4号
    "renewal-kind-not-designated": Rule(
        "指定のない種別の更新届出",
        "error",
        "「{kind}」は前年度に指定の効力がないので、{year}の更新届出では続けられません",
        "指定申請書（様式第2号）が要ります",
        "ガイドライン6(3)",
        "R32",
    ),
    "renewal-body-unknown": Rule(
        "指定台帳にない届出者",
        "warning",
        "「{name}」が指定台帳に見つかりません",
        "名称か研修実施機関番号を確かめてください",
        "ガイドライン6(3)",
        "R32",
    ),
    "renewal-number-differs": Rule(
        "機関番号と名称の食い違い",
        "warning",
        "機関番号 {number} は指定台帳では「{known}」ですが、届出者は「{name}」です",
        "番号と名称のどちらが正しいか、名称の変更かを確かめてください",
        "ガイドライン6(3)",
        "R32",
    ),
    "application-settled": Rule(
        "審査の済んだ申請",
        "info",
        "審査結果が「{value}」なので、この行の指摘（誤り {errors} 件、要確認 {warnings} 件）は並べていません",
        "",
        _FORM,
        "R26",
    ),
    "renewal-would-lapse": Rule(
        "更新届出が無効になるおそれ",
        "error",
        "届出の内容がガイドライン3から5までを満たしていません（{reasons}）",
        "このままでは届出は無効で、指定の効力がなくなります",
        "ガイドライン6(3)",
        "R33",
    ),
    "application-duplicate": Rule(
        "申請の重複",
        "warning",
        "{other} と同じ申請者・同じ種別・同じ初日です",
        "二重の申請でないか確かめてください",
        _FORM,
        "R26",
    ),
}
