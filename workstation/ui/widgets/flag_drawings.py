"""How each country's flag is drawn, one line each: its code, its field, and shapes over that (`flags.py` says how).

Territories without a flag of their own in common use carry their state's. TW has no drawing: which flag may stand
there is a matter of dispute where the fair is held, and its code is understood by everybody.
"""

from __future__ import annotations

from typing import Final

FLAGS: Final = """
AD V 10069f fedd00 d50032 box b07d4f .43 .34 .14 .3
AE H 00732f w k box ff0000 0 0 .25 1
AF V k d32011 007a36 ring w .5 .5 .2 star w .5 .5 .12
AG F ce1126 poly w 0,0;1,0;.5,1 poly 0072c6 0,0;1,0;.67,.66;.33,.66 poly k 0,0;1,0;.78,.44;.22,.44 star fcd116 .5 \
.38 .24
AI F 012169 union box w .67 .26 .18 .46 disc f28c28 .76 .42 .12 box 8bc6e8 .67 .6 .18 .12
AL F e41e20 poly k \
.5,.3;.42,.14;.36,.24;.42,.34;.18,.24;.25,.5;.4,.58;.42,.76;.5,.9;.58,.76;.6,.58;.75,.5;.82,.24;.58,.34;.64,.24;.58,.14
AM H d90012 0033a0 f2a800
AO H cc092f k ring ffcb00 .5 .5 .22 star ffcb00 .5 .46 .14
AR H 74acdf w 74acdf disc f6b40e .5 .5 .12
AS F 002868 poly bd1021 1,0;0,.5;1,1 poly w 1,.09;.16,.5;1,.91 poly 8a5a2b .58,.36;.94,.32;.96,.6;.7,.64
AT H c8102e w c8102e
AU F 00247d union star w .25 .76 .15 star w .75 .2 .09 star w .75 .8 .09 star w .6 .45 .09 star w .88 .4 .09
AW F 418fde box f5df4d 0 .64 1 .08 box f5df4d 0 .82 1 .08 star w .17 .28 .23 star ef3340 .17 .28 .17
AX F 0053a5 cross ffce00 .36 .36 cross d21034 .36 .15
AZ H 00b5e2 ef3340 509e2f disc w .48 .5 .14 disc ef3340 .51 .5 .11 star w .58 .5 .08
BA F 002395 poly fecb00 .32,0;.92,0;.92,1 star w .24 .1 .09 star w .38 .35 .09 star w .53 .6 .09 star w .68 .85 .09
BB V 00267f ffc726 00267f box k .485 .26 .03 .5 box k .4 .52 .2 .06 box k .4 .3 .035 .26 box k .565 .3 .035 .26
BD F 006a4e disc f42a41 .45 .5 .3
BE V k fae042 ed2939
BF H ef2b2d 009e49 star fcd116 .5 .5 .2
BG H w 00966e d62612
BH V w*1 da291c*2
BI F ce1126 side 1eb53a saltire w .18 disc w .5 .5 .3 star ce1126 .5 .34 .12 star ce1126 .4 .62 .12 star ce1126 .6 \
.62 .12
BJ H y e8112d box 008751 0 0 .4 1
BL V 0055a4 w ef4135
BM F c8102e union box w .67 .28 .18 .44 box c8102e .71 .38 .1 .22
BN F f7e017 poly w 0,.02;1,.54;1,.76;0,.24 poly k 0,.24;1,.76;1,.98;0,.46 half cf1126 .5 .5 .26 box cf1126 .47 .16 \
.06 .4
BO H d52b1e f9e300 007934
BQ H ae1c28 w 21468b
BR F 009c3b diamond ffdf00 disc 002776 .5 .5 .21
BS H 00abc9 fae042 00abc9 tri k .5
BT F ff4e12 poly ffd520 0,0;1,0;0,1 poly w \
.18,.78;.38,.6;.34,.5;.55,.42;.6,.28;.84,.18;.74,.42;.62,.52;.64,.64;.44,.72;.28,.88
BW H 75aadb*4 w k*2 w 75aadb*4
BY H d22730*2 00af66
BZ F 003f87 box ce1126 0 0 1 .12 box ce1126 0 .88 1 .12 disc w .5 .5 .3 disc 6fa75a .5 .5 .19
CA V d52b1e w*2 d52b1e star d52b1e .5 .5 .3
CC F 00843d disc ffcd00 .18 .28 .15 disc ffcd00 .47 .5 .17 disc 00843d .53 .5 .15 star ffcd00 .78 .2 .09 star ffcd00 \
.78 .82 .09 star ffcd00 .66 .48 .09 star ffcd00 .9 .42 .09
CD F 007fff poly f7d618 0,.7;0,1;.22,1;1,.3;1,0;.78,0 poly ce1021 0,.82;0,1;.13,1;1,.18;1,0;.87,0 star f7d618 .17 \
.26 .22
CF H 003082 w 289728 ffce00 box d21034 .41 0 .18 1 star ffce00 .16 .13 .13
CG F fbde4a poly 009543 0,0;.67,0;0,1 poly dc241f 1,0;1,1;.33,1
CH F da291c box w .43 .2 .14 .6 box w .3 .4 .4 .2
CI V f77f00 w 009e60
CK F 012169 union star w .75 .24 .08 star w .87 .32 .08 star w .92 .5 .08 star w .87 .68 .08 star w .75 .76 .08 star \
w .63 .68 .08 star w .58 .5 .08 star w .63 .32 .08
CL H w d52b1e box 0039a6 0 0 .33 .5 star w .165 .26 .16
CM V 007a5e r y star y .5 .5 .16
CN F ee1c25 star ffde00 .2 .3 .22 star ffde00 .4 .12 .08 star ffde00 .48 .26 .08 star ffde00 .48 .44 .08 star ffde00 \
.4 .58 .08
CO H y*2 b r
CR H 002b7f w ce1126*2 w 002b7f
CU H 002a8f w 002a8f w 002a8f tri cf142b .45 star w .15 .5 .16
CV F 003893 box w 0 .5 1 .27 box cf2027 0 .59 1 .09 ring f7d116 .38 .62 .24
CW F 002b7f box f9e814 0 .62 1 .14 star w .14 .17 .09 star w .28 .34 .14
CX F 0021ad poly 1c8a42 0,0;1,0;1,1 disc ffc639 .5 .5 .17 poly ffc639 .66,.3;.88,.12;.82,.4 star w .2 .54 .08 star w \
.3 .74 .08 star w .2 .9 .08 star w .1 .72 .08
CY F w poly d57800 .24,.48;.4,.36;.56,.34;.8,.16;.68,.42;.6,.5;.46,.6;.3,.58 poly 4e5b31 \
.34,.68;.5,.76;.66,.68;.5,.86
CZ H w d7141a tri 11457e .5
DE H k dd0000 ffce00
DJ H 6ab2e7 12ad2b tri w .55 star d7141a .18 .5 .15
DK F c8102e cross w .36 .15
DM F 006b3f box fcd116 .41 0 .06 1 box k .47 0 .06 1 box w .53 0 .06 1 box fcd116 0 .365 1 .09 box k 0 .455 1 .09 \
box w 0 .545 1 .09 disc d41c30 .5 .5 .27 disc 5b2d8c .5 .5 .12
DO Q 002d62 ce1126 ce1126 002d62 cross w .5 .22 disc 2e7d32 .5 .5 .1
DZ V 006233 w disc d21034 .5 .5 .26 disc w .55 .5 .21 star d21034 .57 .5 .12
EC H ffdd00*2 034ea2 ed1c24 disc 8a6d3b .5 .45 .15
EE H 0072ce k w
EG H ce1126 w k disc c09300 .5 .5 .12
EH H k w 007a3d tri c4111b .4 disc c4111b .58 .5 .15 disc w .62 .5 .13 star c4111b .66 .5 .09
ER H 43b02a 418fde tri e4002b 1 ring ffc72c .26 .5 .2 box ffc72c .24 .36 .04 .3
ES H aa151b f1bf00*2 aa151b box aa151b .26 .38 .12 .24
ET H 078930 fcdd09 da121a disc 0f47af .5 .5 .22 star fcdd09 .5 .5 .16
FI F w cross 002f6c .36 .22
FJ F 62b5e5 union box w .67 .28 .18 .46 box c8102e .67 .28 .18 .13 box c8102e .74 .28 .04 .46
FK F 012169 union disc w .75 .5 .26 box 3a7d34 .67 .32 .16 .14 box 418fde .67 .48 .16 .18
FM F 75b2dd star w .5 .2 .14 star w .5 .8 .14 star w .28 .5 .14 star w .72 .5 .14
FO F w cross 005eb9 .36 .32 cross d21034 .36 .15
FR V 0055a4 w ef4135
GA H 009e60 y 3a75c4
GB F 012169 saltire w .24 saltire c8102e .09 cross w .5 .34 cross c8102e .5 .2
GD F ce1126 box fcd116 .12 .16 .76 .68 poly 007a5e .12,.16;.5,.5;.12,.84 poly 007a5e .88,.16;.5,.5;.88,.84 disc \
ce1126 .5 .5 .16 star fcd116 .5 .5 .14 star fcd116 .2 .08 .07 star fcd116 .5 .08 .07 star fcd116 .8 .08 .07 star \
fcd116 .2 .92 .07 star fcd116 .5 .92 .07 star fcd116 .8 .92 .07
GE F w cross ff0000 .5 .18
GF V 0055a4 w ef4135
GG F w cross e8112d .5 .32 cross f9dd16 .5 .1
GH H r y 006b3f star k .5 .5 .18
GI H w*2 da000c box da000c .3 .26 .4 .32 box da000c .27 .16 .1 .42 box da000c .45 .1 .1 .3 box da000c .63 .16 .1 .42 \
box f8d80e .48 .56 .04 .36
GL H w d00c33 disc d00c33 .4 .5 .34 half w .4 .5 .34
GM H ce1126*6 w 0c1c8c*4 w 3a7728*6
GN V r y 009460
GP V 0055a4 w ef4135
GQ H 3e9a00 w e32118 tri 0073ce .25 box c8c8c8 .49 .4 .1 .2 disc 2e7d32 .54 .46 .07
GR H 0d5eaf w 0d5eaf w 0d5eaf w 0d5eaf w 0d5eaf box 0d5eaf 0 0 .37 .56 box w .15 0 .07 .56 box w 0 .22 .37 .11
GT V 4997d0 w 4997d0
GU F c62139 box 00297b .05 .07 .9 .86 disc c62139 .5 .5 .3 disc 8ed6f0 .5 .5 .24 half e0c080 .5 .5 .24 box 1f7a33 \
.485 .36 .03 .26
GW H fcd116 009e49 box ce1126 0 0 .33 1 star k .165 .5 .18
GY F 009e49 tri w 1 poly fcd116 0,.07;.88,.5;0,.93 tri k .52 poly ce1126 0,.09;.43,.5;0,.91
HK F de2910 disc w .5 .27 .15 disc w .64 .43 .15 disc w .59 .68 .15 disc w .41 .68 .15 disc w .36 .43 .15 star \
de2910 .5 .5 .2
HN H 0073cf w 0073cf star 0073cf .5 .5 .1
HR H ff0000 w 171796 box ff0000 .39 .24 .22 .48 box w .445 .24 .055 .12 box w .555 .24 .055 .12 box w .39 .36 .055 \
.12 box w .5 .36 .055 .12 box w .445 .48 .055 .12 box w .555 .48 .055 .12 box w .39 .6 .055 .12 box w .5 .6 .055 .12
HT H 00209f d21034 box w .34 .3 .32 .4 disc 2e7d32 .5 .5 .13
HU H cd2a3e w 436f4d
ID H ce1126 w
IE V 169b62 w ff883e
IL F w box 0038b8 0 .1 1 .13 box 0038b8 0 .77 1 .13 hexagram 0038b8 .5 .5 .2
IM F cf142b poly w .46,.5;.46,.14;.54,.14;.54,.5 poly w .52,.44;.78,.74;.72,.84;.46,.56 \
poly w .48,.44;.22,.74;.28,.84;.54,.56
IN H ff9933 w 138808 ring 000080 .5 .5 .13
IO H w 012169 w 012169 w 012169 w 012169 w 012169 union box 8a5a2b .735 .3 .04 .5 disc 3a7d34 .75 .28 .16 disc \
f2c14e .75 .5 .09
IQ H ce1126 w k box 007a3d .25 .44 .5 .12
IR H 239f40 w da0000 disc da0000 .5 .5 .1
IS F 02529c cross w .36 .26 cross dc1e35 .36 .12
IT V 009246 w ce2b37
JE F w saltire df112d .16 disc ffd700 .5 .18 .1
JM F 009b3a side k saltire fed100 .2
JO H k w 007a3d tri ce1126 .5 star w .15 .5 .1
JP F w disc bc002d .5 .5 .3
KE H k*3 w bb0000*3 w 006600*3 disc bb0000 .5 .5 .16
KG F e8112d disc ffef00 .5 .5 .3 ring e8112d .5 .5 .15
KH H 032ea1 e00025*2 032ea1 box w .36 .38 .28 .24
KI F ce1126 disc fcd116 .5 .58 .22 box w 0 .58 1 .42 box 003f87 0 .65 1 .08 box 003f87 0 .79 1 .08 box 003f87 0 .93 \
1 .07 poly fcd116 .34,.12;.5,.22;.66,.12;.5,.3
KM H ffd100 w ef3340 003da5 tri 009a44 .5 disc w .17 .5 .18 disc 009a44 .22 .5 .16 star w .26 .5 .08
KN F ce1126 poly 009739 0,0;1,0;0,1 poly fcd116 0,.6;0,1;.27,1;1,.4;1,0;.73,0 poly k 0,.7;0,1;.19,1;1,.3;1,0;.81,0 \
star w .33 .68 .14 star w .67 .32 .14
KP H 024fa2*3 w*.6 ed1c27*8 w*.6 024fa2*3 disc w .36 .5 .25 star ed1c27 .36 .5 .24
KR F w disc c60c30 .5 .5 .25 half 003478 .5 .5 .25 box k .12 .2 .12 .12 box k .76 .2 .12 .12 box k .12 .68 .12 .12 \
box k .76 .68 .12 .12
KW H 007a3d w ce1126 hoist k
KY F 012169 union disc w .75 .5 .24 box c8102e .67 .36 .16 .12 box 0a7e8c .67 .52 .16 .14
KZ F 00afca disc fec50c .5 .45 .22
LA H ce1126 002868*2 ce1126 disc w .5 .5 .22
LB H ed1c24 w*2 ed1c24 star 00a651 .5 .5 .2
LC F 65cfff poly w .5,.08;.74,.88;.26,.88 poly k .5,.2;.69,.88;.31,.88 poly fcd116 .5,.5;.74,.88;.26,.88
LI H 002b7f ce1126 poly ffd83d .12,.4;.12,.18;.19,.28;.25,.12;.31,.28;.38,.18;.38,.4
LK F ffbe29 box 00534e .06 .1 .12 .8 box eb7400 .18 .1 .12 .8 box 8d153a .36 .1 .58 .8 poly ffbe29 \
.44,.74;.48,.44;.58,.26;.78,.3;.84,.74;.74,.74;.72,.56;.58,.56;.54,.74
LR H bf0a30 w bf0a30 w bf0a30 w bf0a30 w bf0a30 w bf0a30 box 002868 0 0 .36 .46 star w .18 .23 .17
LS H 00209f*3 w*4 009543*3 poly k .5,.33;.63,.66;.37,.66
LT H fdb913 006a44 c1272d
LU H ed2939 w 00a1de
LV H 9e3039*2 w 9e3039*2
LY H e70013 k*2 239e46 disc w .48 .5 .16 disc k .52 .5 .14 star w .6 .5 .08
MA F c1272d star 006233 .5 .5 .26
MC H ce1126 w
MD V 0046ae ffd200 cc092f box 8a5a2b .43 .32 .14 .36
ME F d3ae3b box c40308 .05 .08 .9 .84 poly d3ae3b \
.5,.34;.43,.2;.38,.28;.43,.37;.22,.28;.28,.52;.41,.6;.43,.74;.5,.86;.57,.74;.59,.6;.72,.52;.78,.28;.57,.37;.62,.28;.57,.2
MF V 0055a4 w ef4135
MG H fc3d32 007e3a box w 0 0 .33 1
MH F 003893 poly dd7500 0,1;1,.04;1,.24 poly w 0,1;1,.24;1,.44 star w .2 .28 .22
MK F d20000 poly ffe600 0,0;.17,0;.83,1;1,1 poly ffe600 1,0;.83,0;.17,1;0,1 poly ffe600 .41,0;.59,0;.41,1;.59,1 poly \
ffe600 0,.38;0,.62;1,.38;1,.62 disc d20000 .5 .5 .23 disc ffe600 .5 .5 .18
ML V 14b53a fcd116 ce1126
MM H fecb00 34b233 ea2839 star w .5 .5 .36
MN V c4272f 015197 c4272f disc f9cf02 .16 .5 .12
MO F 00785e poly w .5,.34;.58,.5;.5,.68;.42,.5 poly w .33,.44;.46,.56;.48,.68;.37,.62 poly w \
.67,.44;.54,.56;.52,.68;.63,.62 box w .34 .74 .32 .06 star fbd116 .5 .2 .12 star fbd116 .35 .28 .07 star fbd116 .65 \
.28 .07
MP F 0071bc ring 7fbf5f .5 .5 .34 box a8adb3 .43 .3 .14 .44 star w .5 .46 .24
MQ V 0055a4 w ef4135
MR H cd2a3e 00a95c*4 cd2a3e disc ffd700 .5 .52 .27 disc 00a95c .5 .42 .26 star ffd700 .5 .36 .11
MS F 012169 union box 7fc8e8 .67 .28 .17 .44 box k .735 .32 .04 .36 box k .69 .4 .13 .08
MT V w cf142b
MU H ea2839 1a206d ffd500 00a551
MV F d21034 box 007e3a .2 .22 .6 .56 disc w .53 .5 .2 disc 007e3a .59 .5 .18
MW H k ce1126 339e35 disc ce1126 .5 .33 .22 box ce1126 0 .33 1 .335
MX V 006847 w ce1126 disc 8c5a2b .5 .5 .13
MY H cc0001 w cc0001 w cc0001 w cc0001 w box 010066 0 0 .5 .5 disc fc0 .2 .25 .17 disc 010066 .24 .25 .14 star fc0 \
.34 .25 .11
MZ H 007168*6 w k*6 w fce100*6 tri d21034 .44 star fce100 .16 .5 .19 box k .09 .47 .14 .06
NA F 009543 poly 003580 0,0;1,0;0,1 poly w 0,.58;0,1;.28,1;1,.42;1,0;.72,0 poly d21034 0,.7;0,1;.2,1;1,.3;1,0;.8,0 \
disc ffce00 .18 .26 .15
NC V 0055a4 w ef4135
NE H e05206 w 0db02b disc e05206 .5 .5 .13
NF V 007a3d*7 w*9 007a3d*7 poly 007a3d .5,.12;.61,.82;.39,.82
NG V 008751 w 008751
NI H 0067c6 w 0067c6 poly c8a648 .5,.36;.58,.62;.42,.62
NL H ae1c28 w 21468b
NO F ba0c2f cross w .36 .27 cross 00205b .36 .13
NP F w poly 003893 .14,0;.8,.52;.42,.52;.8,1;.14,1 poly dc143c .19,.12;.67,.46;.32,.47;.68,.93;.19,.93 disc w .29 \
.32 .09 star w .32 .74 .15
NR F 002b7f box ffc61e 0 .45 1 .1 star w .25 .74 .18
NU F fedd00 union disc 012169 .25 .25 .1 star fedd00 .25 .25 .09
NZ F 00247d union star cc142b .75 .22 .1 star cc142b .75 .8 .1 star cc142b .62 .45 .1 star cc142b .87 .42 .1
OM H w db161b 008000 box db161b 0 0 .28 1
PA Q w da121a 072357 w star 072357 .25 .26 .14 star da121a .75 .76 .14
PE V d91023 w d91023
PF H ce1126 w*2 ce1126 disc f59b23 .5 .5 .19 half 083d9c .5 .5 .19
PG F k poly ce1126 0,0;1,0;1,1 poly fcd116 .56,.34;.68,.14;.76,.26;.92,.16;.84,.42;.68,.5 star w .2 .5 .08 star w \
.32 .68 .09 star w .2 .88 .1 star w .09 .68 .09
PH H 0038a8 ce1126 tri w .5 disc fcd116 .17 .5 .12
PK F 01411c box w 0 0 .25 1 disc w .62 .5 .27 disc 01411c .67 .45 .24 star w .72 .36 .1
PL H w dc143c
PM V 0055a4 w ef4135
PN F 012169 union box 4aa3df .67 .28 .17 .46 poly 00843d .67,.74;.755,.4;.84,.74
PR H e0201b w e0201b w e0201b tri 0050f0 .5 star w .16 .5 .19
PS H k w 007a3d tri ce1126 .38
PT V 006600*2 ff0000*3 disc ffcc00 .4 .5 .2 box ff0000 .34 .38 .12 .24
PW F 4aadd6 disc ffde00 .45 .5 .3
PY H d52b1e w 0038a8
QA V w*1 8d1b3d*2
RE V 0055a4 w ef4135
RO V 002b7f fcd116 ce1126
RS H c6363c 0c4076 w
RU H w 0039a6 d52b1e
RW H 00a1de*2 fad201 20603d disc e5be01 .8 .25 .14
SA F 006c35 box w .22 .3 .56 .14 box w .25 .6 .5 .07
SB F 215b33 poly 0051ba 0,0;1,0;0,1 poly fcd116 0,.88;0,1;.12,1;1,.12;1,0;.88,0 star w .1 .14 .09 star w .3 .14 .09 \
star w .2 .32 .09 star w .1 .5 .09 star w .3 .5 .09
SC F w poly 003f87 0,1;0,0;.33,0 poly fcd856 0,1;.33,0;.67,0 poly d62828 0,1;.67,0;1,0;1,.33 poly 007a3d \
0,1;1,.67;1,1
SD H d21034 w k tri 007229 .34
SE F 006aa7 cross fecc02 .36 .2
SG H ed2939 w disc w .2 .25 .17 disc ed2939 .26 .25 .16 star w .36 .25 .09
SH F 012169 union box ffd200 .67 .26 .17 .16 box 4aa3df .67 .42 .17 .32 poly 8a5a2b .67,.74;.84,.5;.84,.74
SI H w 005da4 ed1c24
SJ F ba0c2f cross w .36 .27 cross 00205b .36 .13
SK H w 0b4ea2 ee1c25 box ee1c25 .2 .3 .2 .4 box w .28 .36 .04 .28
SL H 1eb53a w 0072c6
SM H w 5eb6e4 disc f2c14e .5 .5 .22 disc 2e8b57 .5 .5 .13
SN V 00853f fdef42 e31b23 star 00853f .5 .5 .14
SO F 4189dd star w .5 .5 .26
SR H 377e3f*2 w b40a2d*4 w 377e3f*2 star ecc81d .5 .5 .2
SS H k*6 w da121a*6 w 078930*6 tri 0f47af .45 star fcdd09 .15 .5 .16
ST H 12ad2b*2 ffce00*3 12ad2b*2 tri d21034 .28 star k .5 .5 .15 star k .76 .5 .15
SV H 0f47af w 0f47af
SX H dc171d 012a87 tri w .5 disc f4c430 .15 .5 .15
SY H ce1126 w k star 007a3d .3 .5 .12 star 007a3d .7 .5 .12
SZ H 3e5eb9*3 ffd900 b10c0c*8 ffd900 3e5eb9*3 poly k .22,.5;.4,.34;.5,.32;.5,.68;.4,.66 poly w \
.5,.32;.6,.34;.78,.5;.6,.66;.5,.68
TC F 012169 union box f7d117 .67 .28 .17 .44 disc e06ca8 .72 .42 .06 disc 2e7d32 .78 .58 .06
TD V 002664 fecb00 c60c30
TF F 0a2a6c box 0055a4 0 0 .14 .42 box w .14 0 .14 .42 box ef4135 .28 0 .14 .42 star w .7 .5 .2
TG H 006a4e ffce00 006a4e ffce00 006a4e box d21034 0 0 .4 .6 star w .2 .3 .2
TH H a51931 w 2d2a4a*2 w a51931
TJ H c00*2 w*3 060*2 poly f8c300 .42,.62;.42,.46;.46,.54;.5,.4;.54,.54;.58,.46;.58,.62
TK F 00247d poly fed100 .3,.7;.88,.14;.84,.6 poly fed100 .26,.76;.9,.68;.8,.78;.34,.8 star w .16 .2 .09 star w .08 \
.42 .09 star w .25 .42 .09 star w .16 .64 .09
TL F dc241f tri ffc726 .5 tri k .35 star w .12 .5 .16
TM F 28ae66 box d22630 .13 0 .18 1 disc w .22 .2 .08 disc w .22 .5 .08 disc w .22 .8 .08 disc w .46 .26 .16 disc \
28ae66 .51 .23 .15 star w .58 .14 .06 star w .6 .32 .06 star w .5 .42 .06
TN F e70013 disc w .5 .5 .28 disc e70013 .5 .5 .22 disc w .54 .5 .18 star e70013 .55 .5 .12
TO F c10000 box w 0 0 .44 .52 box c10000 .18 .08 .08 .36 box c10000 .1 .2 .24 .12
TR F e30a17 disc w .36 .5 .27 disc e30a17 .42 .5 .22 star w .6 .5 .13
TT F ce1126 poly w 0,0;.28,0;1,1;.72,1 poly k .05,0;.23,0;.95,1;.77,1
TV F 5b97b1 union star fae042 .58 .84 .09 star fae042 .7 .64 .09 star fae042 .8 .36 .09 star fae042 .9 .2 .09 star \
fae042 .9 .58 .09 star fae042 .72 .88 .09
TZ F 00a3dd poly 1eb53a 0,0;1,0;0,1 poly fcd116 0,.6;0,1;.27,1;1,.4;1,0;.73,0 poly k 0,.7;0,1;.19,1;1,.3;1,0;.81,0
UA H 0057b7 ffd700
UG H k fcdc04 d90000 k fcdc04 d90000 disc w .5 .5 .22 poly 4d5a52 .45,.66;.5,.34;.58,.42;.55,.66
US H b22234 w b22234 w b22234 w b22234 w b22234 w b22234 w b22234 box 3c3b6e 0 0 .42 .54 dots w
UY H w 0038a8 w 0038a8 w 0038a8 w 0038a8 w box w 0 0 .36 .54 disc fcd116 .18 .28 .13
UZ H 0099b5 w 1eb53a disc w .14 .17 .1 disc 0099b5 .18 .17 .09
VA V ffe000 w poly c9a227 .65,.3;.7,.3;.85,.7;.8,.7 poly a0a0a0 .85,.3;.8,.3;.65,.7;.7,.7 disc d4af37 .75 .26 .1
VC V 0072c6 fcd116*2 009e60 poly 009e60 .42,.22;.49,.4;.42,.58;.35,.4 poly 009e60 .58,.22;.65,.4;.58,.58;.51,.4 poly \
009e60 .5,.48;.57,.66;.5,.84;.43,.66
VE H fc0 00247d cf142b star w .4 .5 .07 star w .5 .46 .07 star w .6 .5 .07
VG F 012169 union box 00843d .67 .28 .17 .46 box w .73 .36 .05 .3
VI F w poly f4c300 .2,.16;.42,.34;.5,.16;.58,.34;.8,.16;.72,.54;.58,.62;.5,.86;.42,.62;.28,.54 box 0038a8 .44 .4 .12 \
.1 box b22234 .44 .5 .12 .16 poly 0038a8 .04,.4;.09,.4;.12,.56;.15,.4;.2,.4;.14,.7;.1,.7 box 0038a8 .87 .4 .05 .3
VN F da251d star ffff00 .5 .5 .3
VU H d21034 009543 box k 0 .36 1 .28 box fdce12 0 .44 1 .12 tri k .6 tri fdce12 .52 tri k .38 ring fdce12 .13 .5 .11
WF V 0055a4 w ef4135
WS F ce1126 box 002b7f 0 0 .5 .5 star w .25 .09 .08 star w .25 .41 .1 star w .15 .22 .08 star w .35 .2 .08
YE H ce1126 w k
YT V 0055a4 w ef4135
ZA H de3831 002395 box w 0 .33 1 .34 box 007a4d 0 .4 1 .2 tri w .56 tri 007a4d .5 tri ffb612 .36 tri k .29
ZM F 198a00 box de2010 .66 .36 .115 .64 box k .775 .36 .11 .64 box ef7d00 .885 .36 .115 .64 poly ef7d00 \
.66,.1;.83,.18;1,.1;.9,.28;.76,.28
ZW H 319208 ffd200 de2010 k de2010 ffd200 319208 tri k .45 tri w .4 star de2010 .14 .5 .2 poly ffd200 \
.1,.36;.18,.42;.2,.64;.08,.64
"""
