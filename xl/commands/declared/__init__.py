"""What each command takes (コマンドの宣言), without what runs it: the parser stays light.

``run`` names the function as ``module:function``; ``xl.commands.run`` imports it when it is called.
"""
