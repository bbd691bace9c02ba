"""All tables of accounts as the migrations 0001 to 0015 leave them.

For a database that has none of these; one that has some of them goes through the rest (docs/decisions/0046).
"""

from importlib import import_module

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


unit_kinds = import_module("accounts.migrations.0007_unit_kinds")


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_organization_own_names'),
        ('accounts', '0003_organization_own_words'),
        ('accounts', '0004_text_size'),
        ('accounts', '0005_unit_types'),
        ('accounts', '0006_further_kinds'),
        ('accounts', '0007_unit_kinds'),
        ('accounts', '0008_sign_ins'),
        ('accounts', '0009_evidence_files'),
        ('accounts', '0010_erased_people'),
        ('accounts', '0011_second_factor'),
        ('accounts', '0015_text_defaults'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(max_length=50, verbose_name='姓名')),
                ('phone', models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^\\+?[0-9][0-9 \\-]{4,18}$', '联系电话只能由数字、空格和连字符组成。')], verbose_name='联系电话')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示账号')),
                ('must_change_password', models.BooleanField(default=False, help_text='勾选后，本人下次登录时须先修改密码。', verbose_name='下次登录须修改密码')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='注销时间')),
                ('text_size', models.CharField(choices=[('standard', '标准'), ('large', '大'), ('largest', '特大')], db_default='standard', default='standard', max_length=10, verbose_name='字号')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
                'ordering': ['username'],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('name', models.CharField(max_length=100, verbose_name='全称')),
                ('short_name', models.CharField(blank=True, max_length=30, verbose_name='简称')),
                ('kind', models.CharField(choices=[('committee', '党委'), ('general_branch', '党总支'), ('branch', '党支部'), ('group', '党小组')], max_length=20, verbose_name='类别')),
                ('own_names', models.TextField(blank=True, help_text='每行一个，如曾用名、行政单位的全称和简称、所辖单位。校对材料时，这些名称和上级党组织的名称一样，不会当成外单位的。', max_length=2000, verbose_name='本单位的其他名称')),
                ('own_words', models.TextField(blank=True, db_default='', default='', help_text='每行一个，二至二十个字，如系统、平台、工程、活动的名称和行话。校对时，这些字词和本单位及下级组织材料里的一样，不会当成错字。', max_length=5000, verbose_name='本单位用语')),
                ('evidence_files', models.BooleanField(db_default=False, default=False, help_text='开了以后，本党组织的会议里，党员可以给自己整改台账的措施上传佐证文件，只有本人看得到。', verbose_name='整改台账可以上传佐证文件')),
                ('unit_type', models.CharField(default='government', max_length=20, verbose_name='单位类型')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='同一上级下，数字小的在前。', verbose_name='排序号')),
            ],
            options={
                'verbose_name': '党组织',
                'verbose_name_plural': '党组织',
            },
        ),
        migrations.CreateModel(
            name='UnitKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=20, unique=True, verbose_name='名称')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='次序')),
                ('active', models.BooleanField(db_default=True, default=True, verbose_name='使用中')),
            ],
            options={
                'verbose_name': '单位类型',
                'verbose_name_plural': '单位类型',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='second_factor', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('sealed_secret', models.TextField(editable=False)),
                ('last_step', models.PositiveBigIntegerField(default=0, editable=False)),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='启用时间')),
            ],
            options={
                'verbose_name': '两步验证',
                'verbose_name_plural': '两步验证',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('encoded', models.CharField(editable=False, max_length=128)),
                ('used_at', models.DateTimeField(editable=False, null=True, verbose_name='用掉的时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
            ],
            options={
                'verbose_name': '恢复码',
                'verbose_name_plural': '恢复码',
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(editable=False, max_length=40, unique=True)),
                ('device', models.CharField(editable=False, max_length=60, verbose_name='设备')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='登录时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
            ],
            options={
                'verbose_name': '登录',
                'verbose_name_plural': '登录',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('member', '党员'), ('secretary', '书记'), ('deputy', '副书记'), ('curator', '素材库管理员'), ('administrator', '系统管理员')], default='member', max_length=20, verbose_name='角色')),
                ('position', models.CharField(blank=True, help_text='行政或业务职务，如“副馆长”。', max_length=50, verbose_name='职务')),
                ('duty', models.CharField(blank=True, help_text='如“组织委员”，没有分工的不填。', max_length=50, verbose_name='支委分工')),
                ('member_kind', models.CharField(blank=True, choices=[('leader', '党员领导干部'), ('committee', '支部委员'), ('member', '普通党员'), ('probationary', '预备党员'), ('retired', '离退休党员'), ('mobile', '流动党员'), ('student', '学生党员')], default='member', max_length=20, verbose_name='党员类型')),
                ('further_kinds', models.CharField(blank=True, db_default='', default='', editable=False, max_length=100, verbose_name='同时还是')),
                ('active_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='起始日期')),
                ('active_to', models.DateField(blank=True, help_text='仍在任的不填。', null=True, verbose_name='截止日期')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organization', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '任职',
                'verbose_name_plural': '任职',
                'ordering': ['organization__path', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('active_to', None)), fields=('user', 'organization', 'role'), name='membership_once_while_active', violation_error_message='此人在该党组织已有相同的在任角色。'), models.CheckConstraint(condition=models.Q(('active_to', None), ('active_to__gte', models.F('active_from')), _connector='OR'), name='membership_period_in_order', violation_error_message='截止日期不能早于起始日期。'), models.CheckConstraint(condition=models.Q(('role__in', ['curator', 'administrator']), models.Q(('member_kind', ''), _negated=True), _connector='OR'), name='membership_party_role_has_kind', violation_error_message='请选择党员类型；只有管理员角色可以不选。')],
            },
        ),
        migrations.RunPython(unit_kinds.add_kinds, migrations.RunPython.noop),
    ]
