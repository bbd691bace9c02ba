"""What an examination looks at, in the order in which it is told."""

from __future__ import annotations

from typing import Final

from drafting.operation.checks import (
    backups,
    certificate,
    data,
    database,
    files,
    machine,
    mail,
    queue,
    security,
    sign_in,
    texts,
)
from drafting.operation.examination import Check

CHECKS: Final = (
    Check("database", "数据库", database.database),
    Check("migrations", "数据库结构", database.migrations),
    Check("broker", "Redis", queue.broker),
    Check("worker", "后台任务", queue.worker),
    Check("beat", "定时任务", queue.beat),
    Check("jobs", "待生成的文件", data.jobs),
    Check("storage", "文件存储", files.storage),
    Check("disk", "磁盘空间", files.disk),
    Check("permissions", "文件权限", files.permissions),
    Check("static", "页面文件", files.static_files),
    Check("clock", "时钟", data.clock),
    Check("mail", "邮件", mail.mail),
    Check("libreoffice", "LibreOffice", machine.libreoffice),
    Check("fonts", "字体", machine.fonts),
    Check("secret_key", "签名密钥", security.secret_key),
    Check("second_factor", "两步验证", sign_in.second_factor),
    Check("oidc", "统一身份认证", sign_in.openid_provider),
    Check("ldap", "LDAP", sign_in.directory),
    Check("cas", "CAS", sign_in.cas_server),
    Check("wecom", "企业微信", sign_in.wecom_application),
    Check("tls", "加密传输", security.tls),
    Check("certificate", "证书", certificate.certificate),
    Check("addresses", "访问地址", security.addresses),
    Check("text_keys", "文字加密", texts.text_keys),
    Check("backups", "备份", backups.backups),
    Check("demo_accounts", "演示账号", data.demo_accounts),
)
