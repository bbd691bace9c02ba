from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0023_alike_limit'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalphrase',
            name='part',
            field=models.CharField(choices=[('opening', '导语'), ('previous', '上年度整改情况'), ('problems', '问题'), ('cases', '典型案例剖析'), ('causes', '原因'), ('measures', '措施'), ('statement', '需要说明的事项'), ('other', '其他部分'), ('closing', '结束语')], max_length=10, verbose_name='用于'),
        ),
        migrations.AlterField(
            model_name='phrase',
            name='part',
            field=models.CharField(choices=[('opening', '导语'), ('previous', '上年度整改情况'), ('problems', '问题'), ('cases', '典型案例剖析'), ('causes', '原因'), ('measures', '措施'), ('statement', '需要说明的事项'), ('other', '其他部分'), ('closing', '结束语')], max_length=10, verbose_name='用于'),
        ),
    ]
