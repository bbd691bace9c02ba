from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0051_evidence_files'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('meeting', '会议通知'), ('deadline', '截止提醒'), ('submitted', '提交审核'), ('returned', '退回修改'), ('approved', '审核通过'), ('changed', '状态变化'), ('file', '文件'), ('sign_in', '登录')], max_length=10, verbose_name='类型'),
        ),
    ]
