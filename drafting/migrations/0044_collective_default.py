from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0037_contributions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='collective',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='集体材料'),
        ),
    ]
