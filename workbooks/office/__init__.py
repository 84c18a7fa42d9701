"""Excel through Office.js (ブラウザーと Mac の Excel): the add-in's manifest and task pane, from our own text."""
