"""Texts of letters a check prepares: the reminder of a designation that ends. Filled and sent by the clerk."""

REMINDER_SUBJECT = "保育士等キャリアアップ研修の指定の更新について"
REMINDER = """{name} 御中

日頃より保育士等キャリアアップ研修の実施に御協力いただき、ありがとうございます。
貴機関（研修実施機関番号 {number}）の次の研修の指定は、{end}で効力がなくなります。

{kinds}

{year}も同じ研修を実施する場合は、指定内容更新届出書（様式第4号）に事業計画・研修カリキュラム・講師に関する書類を添えて提出してください。
指定を受けていない種別を新たに実施する場合は、指定申請書（様式第2号）を、研修実施予定日の2か月前までに提出してください。
行き違いで既に提出いただいている場合は、御容赦ください。"""
