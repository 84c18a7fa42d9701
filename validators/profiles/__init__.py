"""The shipped profiles (運用設定の見本), and the one that stands for the notice itself."""

DEFAULT = "guideline"
