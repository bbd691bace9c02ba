"""Why the operating system refused something, in the user's language."""

import errno
import os

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "目录不存在",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "文件系统只读",
    errno.ENOTDIR: "上级路径不是目录",
    errno.EEXIST: "同名文件已存在",
    errno.EISDIR: "是目录而不是文件",
}


def reason(error: OSError) -> str:
    """A few words; the system's own for what is rare."""
    number = error.errno or 0
    return _REASONS.get(number) or os.strerror(number)
