"""Run by Debian's python3 (it has ``uno``): load the add-in into LibreOffice, execute its VBA, print what came out as JSON.

    python3 lo_bridge.py ADDIN.xlam SITE_PACKAGES ROOT

The add-in's ``Careerup_Server`` is replaced by an object of this process, so a wrapper's call arrives at the real Python function.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.script import XInvocation

sys.path[:0] = [sys.argv[3], sys.argv[2]]

from xl import udfs  # noqa: E402


class Server(unohelper.Base, XInvocation):
    """What the bridge gets in place of xlwings' COM server."""

    def __init__(self):
        self.calls = []

    def invoke(self, name, params, out_index, out):
        self.calls.append([name, [str(p) for p in params]])
        if name == "CallUDF":
            values = [None if p is None else p for p in params[2]]
            result = getattr(udfs, params[1])(*values)
            return (result if isinstance(result, (str, int, float)) else str(result)), (), ()
        return ("module" if name == "Module" else ""), (), ()

    def hasMethod(self, name):
        return name in ("CallUDF", "SetAttr", "Module", "Exec")

    def hasProperty(self, name):
        return False

    def getIntrospection(self):
        return None

    def getValue(self, name):
        return None

    def setValue(self, name, value):
        return None


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(folder):
    pipe = f"careerup{os.getpid()}"
    profile = Path(folder) / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>'
        '<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA"><prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>'
        "</oor:items>", encoding="utf-8")
    office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def main():
    with tempfile.TemporaryDirectory() as folder:
        office, context = connect(folder)
        try:
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            document = desktop.loadComponentFromURL(Path(sys.argv[1]).as_uri(), "_blank", 0, (
                prop("Hidden", True), prop("MacroExecutionMode", 4), prop("FilterName", "Calc MS Excel 2007 VBA XML")))
            library = document.BasicLibraries.getByName("VBAProject")
            provider = document.getScriptProvider()

            def run(module, name, *arguments):
                uri = f"vnd.sun.star.script:VBAProject.{module}.{name}?language=Basic&location=document"
                return provider.getScript(uri).invoke(arguments, (), ())[0]

            server = Server()
            run("Careerup_Bridge", "Careerup_Test", server)
            results = {"modules": sorted(library.getElementNames()), "setting": run("Careerup_Bridge", "Careerup_Setting", "busy"),
                       "missing": run("Careerup_Bridge", "Careerup_Setting", "nothing"), "exists": [run("Careerup_Bridge", "Careerup_Exists", p) for p in (sys.argv[1], "", "/no/such")]}
            results["values"] = {case: run("Careerup_Functions", case.split("|")[0], *[_typed(v) for v in case.split("|")[1:]]) for case in json.loads(sys.stdin.read())}
            run("Careerup_Bridge", "Careerup_Run", "CheckRoster")
            results["calls"] = [c for c in server.calls if c[0] != "CallUDF"]
            document.close(True)
            print(json.dumps(results, ensure_ascii=False))
        finally:
            with contextlib.suppress(Exception):
                desktop.terminate()
            office.wait(20)


def _typed(text):
    try:
        return float(text) if not text.startswith("0") else text
    except ValueError:
        return text


main()
