"""The columns of a table of cards: how they are headed when written, and what a heading means when read."""

import re
from enum import StrEnum
from typing import Final

from workstation.domain.card import PhoneKind


class Column(StrEnum):
    """What a column holds; those of one side of a card end in `_zh` and `_en`."""

    NAME = "name"
    NAME_ZH = "name_zh"
    NAME_EN = "name_en"
    FAMILY = "family"
    GIVEN = "given"
    TITLE = "title"
    TITLE_ZH = "title_zh"
    TITLE_EN = "title_en"
    DEPARTMENT = "department"
    DEPARTMENT_ZH = "department_zh"
    DEPARTMENT_EN = "department_en"
    COMPANY = "company"
    COMPANY_ZH = "company_zh"
    COMPANY_EN = "company_en"
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    FAX = "fax"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    WEBSITE = "website"
    WECHAT = "wechat"
    WHATSAPP = "whatsapp"
    OTHER_IM = "other_im"
    ADDRESS = "address"
    ADDRESS_ZH = "address_zh"
    ADDRESS_EN = "address_en"
    COUNTRY = "country"
    SECTIONS = "sections"
    LANGUAGES = "languages"
    BOOTH = "booth"
    ABOUT = "about"
    NOTE = "note"
    TAGS = "tags"
    FOLLOW_UP = "follow_up"


PHONES: Final = {
    Column.MOBILE: PhoneKind.MOBILE,
    Column.WORK_PHONE: PhoneKind.WORK,
    Column.HOME_PHONE: PhoneKind.HOME,
    Column.FAX: PhoneKind.FAX,
    Column.OTHER_PHONE: PhoneKind.OTHER,
}
"""Columns of telephone numbers, by their kind."""
LISTS: Final = {
    Column.EMAIL: "emails",
    Column.WEBSITE: "websites",
    Column.SECTIONS: "sections",
    Column.LANGUAGES: "languages",
}
"""Columns that hold several values, by the field of the card."""

WRITTEN: Final[dict[Column, tuple[str, str]]] = {
    Column.NAME_ZH: ("中文姓名", "Chinese name"),
    Column.NAME_EN: ("英文姓名", "Name"),
    Column.TITLE_ZH: ("中文职务", "Chinese title"),
    Column.TITLE_EN: ("英文职务", "Title"),
    Column.COMPANY_ZH: ("中文公司名称", "Chinese company name"),
    Column.COMPANY_EN: ("英文公司名称", "Company"),
    Column.DEPARTMENT_ZH: ("中文部门", "Chinese department"),
    Column.DEPARTMENT_EN: ("英文部门", "Department"),
    Column.MOBILE: ("手机", "Mobile"),
    Column.WORK_PHONE: ("电话", "Phone"),
    Column.HOME_PHONE: ("住宅电话", "Home phone"),
    Column.FAX: ("传真", "Fax"),
    Column.OTHER_PHONE: ("其他电话", "Other phone"),
    Column.EMAIL: ("邮箱", "E-mail"),
    Column.WEBSITE: ("网址", "Website"),
    Column.WECHAT: ("微信", "WeChat"),
    Column.WHATSAPP: ("WhatsApp", "WhatsApp"),
    Column.OTHER_IM: ("其他即时通讯", "Other messengers"),
    Column.ADDRESS_ZH: ("中文地址", "Chinese address"),
    Column.ADDRESS_EN: ("英文地址", "Address"),
    Column.COUNTRY: ("国家或地区", "Country or region"),
    Column.SECTIONS: ("展区", "Sections"),
    Column.LANGUAGES: ("语言", "Languages"),
    Column.BOOTH: ("展位号", "Booth"),
    Column.ABOUT: ("简介", "About"),
    Column.NOTE: ("备注", "Note"),
    Column.TAGS: ("标签", "Tags"),
    Column.FOLLOW_UP: ("跟进日期", "Follow up on"),
}
"""In this order, headed in Chinese and English."""

_MEANT: Final[dict[Column, str]] = {
    Column.NAME: "姓名|名字|联系人|联系人姓名|联系人名称|full name|display name|contact|contact name"
    "|nombre completo|fn",
    Column.FAMILY: "姓|last name|surname|family name|apellido|apellidos",
    Column.GIVEN: "名|first name|given name|nombre",
    Column.TITLE: "职务|职位|头衔|job title|position|organization title|organization 1 title|cargo|puesto",
    Column.COMPANY: "公司|公司名称|公司全称|单位|单位名称|企业|企业名称|organization|organisation|company name"
    "|organization name|organization 1 name|empresa|org",
    Column.DEPARTMENT: "部门|dept|organization department|organization 1 department|departamento",
    Column.MOBILE: "手机|手机号|手机号码|联系人手机|移动电话|mobile phone|mobile number|cell|cell phone"
    "|móvil|celular|tel cell",
    Column.WORK_PHONE: "电话|电话号码|联系电话|办公电话|商务电话|座机|telephone|business phone|work phone"
    "|company main phone|phone number|phone 1 value|teléfono|tel",
    Column.HOME_PHONE: "住宅电话|家庭电话|home phone",
    Column.FAX: "传真|商务传真|business fax|fax number|work fax",
    Column.OTHER_PHONE: "其他电话|other phone|phone 2 value|phone 3 value|business phone 2|home phone 2",
    Column.EMAIL: "邮箱|邮件|电子邮箱|电子邮件|电子邮件地址|邮箱地址|email|e mail|mail|email address|e mail address"
    "|e mail 1 value|e mail 2 value|e mail 2 address|correo|correo electrónico",
    Column.WEBSITE: "网址|网站|主页|公司网址|web page|web site|url|website 1 value|sitio web|homepage",
    Column.WECHAT: "微信|微信号|wechat id|weixin",
    Column.WHATSAPP: "whats app",
    Column.ADDRESS: "地址|联系地址|公司地址|通讯地址|address 1 formatted|business address|street"
    "|business street|dirección",
    Column.COUNTRY: "国家|国家或地区|国家/地区|国别|country|country region|business country region"
    "|address 1 country|país",
    Column.SECTIONS: "展区|产品类别|行业|category|section|industry",
    Column.LANGUAGES: "语言|语种|language|idioma",
    Column.BOOTH: "展位|展位号|booth no|booth number|stand",
    Column.ABOUT: "简介|介绍|公司简介|description|profile",
    Column.NOTE: "备注|说明|notes|remark|remarks|comment|comments|notas",
    Column.TAGS: "标签|分组|categories|labels|groups|group membership|etiquetas",
    Column.FOLLOW_UP: "跟进日期|跟进|follow up|follow up date",
}
_PLAIN: Final = re.compile(r"[\W_]+")


def _normal(heading: str) -> str:
    return " ".join(_PLAIN.sub(" ", heading.casefold()).split())


_BY_HEADING: Final = {
    **{_normal(name): column for column, found in _MEANT.items() for name in found.split("|")},
    **{_normal(name): column for column, headings in WRITTEN.items() for name in headings},
    **{column.value.replace("_", " "): column for column in Column},
    # As programs mean them, and as people who write one language: whichever side the text itself is for.
    "name": Column.NAME,
    "title": Column.TITLE,
    "company": Column.COMPANY,
    "address": Column.ADDRESS,
    "department": Column.DEPARTMENT,
    "phone": Column.WORK_PHONE,
}


def meant(headings: tuple[str, ...]) -> tuple[Column | None, ...]:
    """Return what each column seems to hold; `None` for one that is to be left out."""
    for side in (0, 1):
        if headings == tuple(written[side] for written in WRITTEN.values()):
            return tuple(WRITTEN)  # a table of ours: there "Name" is the English side
    return tuple(_BY_HEADING.get(_normal(heading)) for heading in headings)
