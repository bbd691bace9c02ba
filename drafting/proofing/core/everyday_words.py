"""Words of two characters that every paper of this kind has, behind the checks of slips. [pure]"""

from __future__ import annotations

from typing import Final

#: Things: said twice in a row they are a slip (理论理论水平).
THINGS: Final = frozenset(
    """
    理论 思想 政治 组织 纪律 作风 群众 责任 意识 能力 水平 问题 制度 措施 精神 方面 党员 干部 党性 信念 宗旨 态度
    观念 原则 效果 成效 质量 任务 目标 标准 方法 办法 情况 现象 原因 差距 短板 困难 矛盾 同志 支部 岗位 业务 知识
    素质 本领 素养 境界 立场 觉悟 使命 初心 作用 氛围 环境 机制 政策 文件 会议 材料 笔记 数据 时间 机会 风险 隐患
    患者 病人 学生 家长 农户 村民 居民 企业 职工 工友 客户 乘客 旅客
    决定 规定 意见 建议 荣誉 成绩 经验 教训 项目 工程 设备 系统 流程 月份 年度 心得 体会
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: What is done and how.
DOINGS: Final = frozenset(
    """
    学习 提高 提升 增强 加强 加快 降低 落实 贯彻 执行 推进 推动 完善 强化 深化 深入 严格 认真 主动 积极 存在 缺乏
    缺少 发挥 发现 开展 坚持 坚定 履行 遵守 遵循 理解 领会 认识 整改 汇报 报告 解决 处理 服务 联系 检查 监督 督促
    反思 剖析 分析 查摆 对照 研究 思考 掌握 了解 参加 参与 完成 改进 改正 克服 纠正 培养 树立 牢固 扎实 具体 及时
    全面 系统 自觉 经常 主观 客观 满足 忽视 放松 松懈 懈怠 拖延 应付
    沟通 协调 配合 帮助 关心 关注 重视 维护 宣传
    要求 调研 走访 谋划 部署 安排 统筹 创新 担当 奉献 牺牲 反映 接受 批评 自律 廉洁 自身 自己 没有 不够 已经
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
EVERYDAY: Final = THINGS | DOINGS
