"""`manage.py add_portal NAME URL [--allow-private]`"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from column_assignments.models import Portal
from column_assignments.table.rows import is_web_address
from monitoring.fetching import own_network
from monitoring.models import PortalPolicy


class Command(BaseCommand):
    help = "Register a live portal (门户) for the daily inspection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("url")
        parser.add_argument(
            "--allow-private", action="store_true", help="the portal may lie in a private network, or on this machine"
        )

    @transaction.atomic
    def handle(self, *args: Any, name: str, url: str, allow_private: bool, **options: Any) -> None:
        if not is_web_address(url):
            raise CommandError(f"“{url}”不是 http 或 https 地址", returncode=2)
        if not allow_private and own_network(url):
            raise CommandError(f"{url} 位于内部网络或本机; 确需巡查请加 --allow-private")
        portal, made = Portal.objects.get_or_create(name=name, defaults={"url": url})
        if not made and portal.url != url:
            raise CommandError(f"已有名为“{name}”的门户, 地址是 {portal.url or '(空)'}", returncode=2)
        PortalPolicy.objects.update_or_create(portal=portal, defaults={"allow_private": allow_private})
        self.stderr.write(f"已登记: {name} {url}" if made else f"已登记过: {name} {url}", self.style.SUCCESS)
