import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0034_framework_editor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitteeComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node', models.CharField(blank=True, max_length=40, verbose_name='节点')),
                ('quote', models.CharField(blank=True, max_length=80, verbose_name='原文')),
                ('text', models.TextField(max_length=1000, verbose_name='意见')),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='说明')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='处理时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='表单标识')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='时间')),
            ],
            options={
                'verbose_name': '支委意见',
                'verbose_name_plural': '支委意见',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='draft',
            name='draft_one_handed_in_per_meeting',
        ),
        migrations.AddField(
            model_name='draft',
            name='collective',
            field=models.BooleanField(default=False, editable=False, verbose_name='集体材料'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='collective_framework',
            field=models.ForeignKey(blank=True, help_text='支部班子、领导班子集体的对照检查材料按它写；不要求写的为空。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.framework', verbose_name='班子材料的框架'),
        ),
        migrations.AlterField(
            model_name='framework',
            name='audience',
            field=models.CharField(db_default='member', choices=[('member', '党员'), ('committee', '班子集体'), ('leaders', '领导班子成员')], default='member', max_length=10, verbose_name='写给谁用'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('collective', False), ('state__in', ('submitted', 'endorsed', 'approved'))), fields=('owner', 'meeting'), name='draft_one_handed_in_by_person'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('collective', True)), fields=('meeting',), name='draft_one_collective_per_meeting'),
        ),
        migrations.AddField(
            model_name='committeecomment',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人'),
        ),
        migrations.AddField(
            model_name='committeecomment',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committee_comments', to='drafting.draft', verbose_name='材料'),
        ),
        migrations.AddField(
            model_name='committeecomment',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人'),
        ),
        migrations.AddConstraint(
            model_name='committeecomment',
            constraint=models.UniqueConstraint(fields=('draft', 'author', 'token'), name='committee_comment_once_per_form'),
        ),
    ]
