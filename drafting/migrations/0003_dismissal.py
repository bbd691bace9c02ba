import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0002_exportjob_edition'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='revision',
            name='reason',
            field=models.CharField(choices=[('save', '保存版本'), ('export', '生成 Word'), ('copy', '复制'), ('restore', '恢复前'), ('proof', '批量采纳校对前'), ('import', '导入')], max_length=10, verbose_name='缘由'),
        ),
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=40, verbose_name='规则')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='校验值')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='drafting.draft', verbose_name='材料')),
            ],
            options={
                'verbose_name': '已忽略的校对意见',
                'verbose_name_plural': '已忽略的校对意见',
                'constraints': [models.UniqueConstraint(fields=('draft', 'fingerprint'), name='dismissal_once_per_finding')],
            },
        ),
    ]
