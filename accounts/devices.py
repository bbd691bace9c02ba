"""What a browser says of itself, in words by which people know their own devices again."""

from __future__ import annotations

from typing import Final

#: What stands in a browser's name for itself, the more particular before what it imitates.
_SYSTEMS: Final = (
    ("openharmony", "鸿蒙"), ("harmonyos", "鸿蒙"), ("iphone", "苹果手机"), ("ipad", "苹果平板"),
    ("android", "安卓"), ("windows", "Windows"), ("macintosh", "苹果电脑"), ("uos", "统信"),
    ("kylin", "麒麟"), ("cros", "Chrome OS"), ("linux", "Linux"),
)  # fmt: skip
_BROWSERS: Final = (
    ("wxwork", "企业微信"), ("micromessenger", "微信"), ("dingtalk", "钉钉"), ("edg", "Edge"),
    ("360", "360 浏览器"), ("qihu", "360 浏览器"), ("qqbrowser", "QQ 浏览器"),
    ("metasr", "搜狗浏览器"), ("ucbrowser", "UC 浏览器"), ("huaweibrowser", "华为浏览器"),
    ("miuibrowser", "小米浏览器"), ("uosbrowser", "统信浏览器"), ("qaxbrowser", "奇安信浏览器"),
    ("redcore", "红莲花浏览器"), ("opr/", "Opera"), ("firefox", "Firefox"),
    ("chrome", "Chrome"), ("crios", "Chrome"), ("safari", "Safari"),
    ("trident", "IE"), ("msie", "IE"),
)  # fmt: skip
UNKNOWN: Final = "不认识的设备"


def device_words(agent: str) -> str:
    """System and browser of a User-Agent header, such as “Windows 上的 Edge”; what is not known of it
    is left out."""
    said = agent.lower()
    system = next((words for mark, words in _SYSTEMS if mark in said), "")
    browser = next((words for mark, words in _BROWSERS if mark in said), "")
    if system and browser:
        before = " " if system[-1].isascii() else ""
        after = " " if browser[0].isascii() else ""
        return f"{system}{before}上的{after}{browser}"
    return system or browser or UNKNOWN
