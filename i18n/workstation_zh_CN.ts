<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountMenu</name>
    <message>
        <source>Main account</source>
        <translation>主账号</translation>
    </message>
    <message>
        <source>Sub-account</source>
        <translation>子账号</translation>
    </message>
    <message>
        <source>{login} · {kind}</source>
        <translation>{login} · {kind}</translation>
    </message>
    <message>
        <source>Do not disturb: no new buyers</source>
        <translation>勿扰：不接新采购商</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>系统设置</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>My card</source>
        <translation>我的名片</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>First password not changed yet</source>
        <translation>尚未修改初始密码</translation>
    </message>
    <message>
        <source>{count} wrong passwords</source>
        <translation>密码错误 {count} 次</translation>
    </message>
    <message>
        <source>Main account</source>
        <translation>主账号</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>until {time}; {count} wrong passwords</source>
        <translation>至 {time}；密码输错 {count} 次</translation>
    </message>
</context>
<context>
    <name>AccountsDialog</name>
    <message>
        <source>Who serves them</source>
        <translation>由谁接待</translation>
    </message>
    <message>
        <source>What the ticks mean</source>
        <translation>勾选的含义</translation>
    </message>
    <message>
        <source>Exactly these</source>
        <translation>仅限所选</translation>
    </message>
    <message>
        <source>Add these</source>
        <translation>添加所选</translation>
    </message>
    <message>
        <source>Take these away</source>
        <translation>移除所选</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>receives no messages</source>
        <translation>不接收消息</translation>
    </message>
    <message>
        <source>Name, pinyin, title or language</source>
        <translation>姓名、拼音、职务或语言</translation>
    </message>
    <message>
        <source>Nobody has that name or speaks that language.</source>
        <translation>没有叫这个名字或会这种语言的同事。</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>{used} of {limit} accounts of your package</source>
        <translation>套餐账号：已用 {used} 个，共 {limit} 个</translation>
    </message>
    <message>
        <source>Your package is used up: disable an account first.</source>
        <translation>套餐账号数已用完，请先停用一个账号。</translation>
    </message>
    <message>
        <source>Locks, first passwords and devices are not known now. {reason}</source>
        <translation>暂时无法获知锁定、初始密码和设备情况。{reason}</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>更改未被接受</translation>
    </message>
    <message>
        <source>waiting to leave</source>
        <translation>等待发送</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n 台设备</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is changed</source>
        <translation>已修改 {name} 的资料</translation>
    </message>
    <message>
        <source>What {name} may do is changed</source>
        <translation>已修改 {name} 的权限</translation>
    </message>
    <message>
        <source>{name} is disabled</source>
        <translation>已停用 {name}</translation>
    </message>
    <message>
        <source>{name} is enabled</source>
        <translation>已启用 {name}</translation>
    </message>
    <message>
        <source>Signed out there; its files are deleted at its next contact</source>
        <translation>已在该设备上退出登录，其本地文件将在下次联网时删除</translation>
    </message>
    <message>
        <source>New account …</source>
        <translation>新建账号…</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近在线</translation>
    </message>
    <message>
        <source>Off-line</source>
        <translation>离线使用</translation>
    </message>
    <message>
        <source>Without the server a desk asks for its password again after this time.</source>
        <translation>工作台无法连接服务器超过此时间后，需要重新输入密码。</translation>
    </message>
    <message>
        <source>Longest time off-line</source>
        <translation>最长离线时间</translation>
    </message>
    <message>
        <source> days</source>
        <comment>after a number of days</comment>
        <translation> 天</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>会话数</translation>
    </message>
</context>
<context>
    <name>AddressBox</name>
    <message>
        <source>Calendar address</source>
        <translation>日历地址</translation>
    </message>
    <message>
        <source>It is shown this once. Paste it where your calendar program adds a calendar by its address, and pass it on to nobody.</source>
        <translation>此地址只显示这一次。请粘贴到日历软件“通过网址添加日历”的地方，不要转发给任何人。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Agenda</name>
    <message>
        <source>Agenda</source>
        <translation>日程列表</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No negotiations in these days</source>
        <translation>这几天没有洽谈</translation>
    </message>
    <message>
        <source>Buyers book one of your slots on your page, or in the chat when you offer them some.</source>
        <translation>采购商可在您的展商页面预约洽谈时段，也可在聊天中从您提供的时段里预约。</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Who deals with “{title}”?</source>
        <translation>“{title}”由谁跟进？</translation>
    </message>
    <message numerus="yes">
        <source>Who deals with these %n intent(s)?</source>
        <translation>
            <numerusform>这 %n 条采购意向由谁跟进？</numerusform>
        </translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <comment>intents</comment>
        <translation>
            <numerusform>%n 条未办</numerusform>
        </translation>
    </message>
    <message>
        <source>none open</source>
        <translation>无未办</translation>
    </message>
    <message>
        <source>Has it already</source>
        <translation>已由其跟进</translation>
    </message>
    <message>
        <source>The account is disabled</source>
        <translation>账号已停用</translation>
    </message>
    <message>
        <source>May not receive purchase intents</source>
        <translation>没有接收采购意向的权限</translation>
    </message>
    <message>
        <source>Suggested: has least to do</source>
        <translation>推荐：手头意向最少</translation>
    </message>
    <message>
        <source>{name} is told at once, and sees it under “Received by me”.</source>
        <translation>系统会立即通知 {name}，并显示在其“我收到的意向”中。</translation>
    </message>
</context>
<context>
    <name>AssociationsCard</name>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有符合的内容。</translation>
    </message>
    <message>
        <source>There is nothing here yet.</source>
        <translation>这里还没有内容。</translation>
    </message>
    <message>
        <source>by section: {names}</source>
        <translation>按展区：{names}</translation>
    </message>
    <message>
        <source>main account</source>
        <translation>主账号</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>waiting to leave</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>Who serves %n …</source>
        <comment>exhibits or sections</comment>
        <translation>
            <numerusform>为这 %n 项指定接待人…</numerusform>
        </translation>
    </message>
    <message>
        <source>Who serves …</source>
        <translation>指定接待人…</translation>
    </message>
    <message>
        <source>Who serves what</source>
        <translation>接待分工</translation>
    </message>
    <message>
        <source>An exhibit without accounts of its own is served by those of its section, else by the main account.</source>
        <translation>未指定账号的展品由其展区的账号接待；展区也未指定的，由主账号接待。</translation>
    </message>
    <message>
        <source>Exhibits or sections</source>
        <translation>展品或展区</translation>
    </message>
    <message>
        <source>Exhibits</source>
        <translation>展品</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>展区</translation>
    </message>
    <message>
        <source>Name, number, section or colleague</source>
        <translation>名称、编号、展区或同事</translation>
    </message>
    <message>
        <source>Exhibit or section</source>
        <translation>展品或展区</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
</context>
<context>
    <name>Bands</name>
    <message>
        <source>Given at these times (Beijing time):</source>
        <translation>在以下时段回复（北京时间）：</translation>
    </message>
    <message>
        <source>Given at any time.</source>
        <translation>任何时间都回复。</translation>
    </message>
    <message>
        <source>Other hours too</source>
        <translation>再加一个时段</translation>
    </message>
    <message>
        <source>Only at certain hours</source>
        <translation>仅在指定时段</translation>
    </message>
</context>
<context>
    <name>BannerLine</name>
    <message>
        <source>Put this away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Create slots</source>
        <translation>创建洽谈时段</translation>
    </message>
    <message>
        <source>What will be created</source>
        <translation>将要创建的时段</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Create %n slot(s)</source>
        <translation>
            <numerusform>创建 %n 个时段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s) will be created</source>
        <translation>
            <numerusform>将创建 %n 个时段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already</source>
        <translation>
            <numerusform>%n 个已存在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es) with another</source>
        <translation>
            <numerusform>%n 个与其他时段冲突</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past</source>
        <translation>
            <numerusform>%n 个已过去</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at no such time</source>
        <translation>
            <numerusform>%n 个时间不存在</numerusform>
        </translation>
    </message>
    <message>
        <source>No slot of this length fits into these hours and days.</source>
        <translation>这些日期和时间里放不下这个时长的时段。</translation>
    </message>
</context>
<context>
    <name>BatchFields</name>
    <message>
        <source>Days of my own choice</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Phase of the fair</source>
        <translation>展会期别</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>On</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Hours, {zone}</source>
        <translation>时间，{zone}</translation>
    </message>
    <message>
        <source>Length of a slot</source>
        <translation>每段时长</translation>
    </message>
    <message>
        <source>Pause between slots</source>
        <translation>时段间隔</translation>
    </message>
    <message>
        <source>Lunch</source>
        <translation>午休</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Lunch begins</source>
        <translation>午休开始</translation>
    </message>
    <message>
        <source>Lunch ends</source>
        <translation>午休结束</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Report {buyer} to the organiser</source>
        <translation>向主办方举报 {buyer}</translation>
    </message>
    <message>
        <source>Block {buyer}</source>
        <translation>拉黑 {buyer}</translation>
    </message>
    <message>
        <source>Block the buyer too</source>
        <translation>同时拉黑该采购商</translation>
    </message>
    <message>
        <source>Report to the organiser too</source>
        <translation>同时向主办方举报</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What happened (may stay empty)</source>
        <translation>具体情况（可不填）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Advertising, mass messages</source>
        <translation>广告、群发消息</translation>
    </message>
    <message>
        <source>Insults, threats</source>
        <translation>辱骂、威胁</translation>
    </message>
    <message>
        <source>Suspected fraud</source>
        <translation>涉嫌欺诈</translation>
    </message>
    <message>
        <source>Not a buyer</source>
        <translation>并非采购商</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>The buyer can write to nobody of your company any more, and the session ends. What was said stays. You can lift this at any time.</source>
        <translation>该采购商将无法再联系贵公司任何人，当前会话随即结束。已有记录会保留，您可以随时解除。</translation>
    </message>
    <message>
        <source>The organiser gets your report and the conversation&apos;s number; the buyer is not told.</source>
        <translation>主办方会收到您的举报和会话编号，采购商不会被告知。</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>拉黑</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>举报</translation>
    </message>
</context>
<context>
    <name>BlockingInChat</name>
    <message>
        <source>The organiser has been told about {buyer}</source>
        <translation>已向主办方举报 {buyer}</translation>
    </message>
    <message>
        <source>Block this buyer …</source>
        <translation>拉黑该采购商…</translation>
    </message>
    <message>
        <source>Report to the organiser …</source>
        <translation>向主办方举报…</translation>
    </message>
    <message>
        <source>This buyer is blocked and can write to nobody of your company.</source>
        <translation>该采购商已被拉黑，无法联系贵公司任何人。</translation>
    </message>
    <message>
        <source>Let the buyer write again</source>
        <translation>解除拉黑</translation>
    </message>
</context>
<context>
    <name>BookingLine</name>
    <message>
        <source>The buyer asks for another time: {when}</source>
        <translation>采购商希望改到：{when}</translation>
    </message>
    <message>
        <source>We asked the buyer for another time: {when}</source>
        <translation>我方提议改到：{when}</translation>
    </message>
    <message>
        <source>The buyer cancelled the negotiation on {when}</source>
        <translation>采购商取消了 {when} 的洽谈</translation>
    </message>
    <message>
        <source>We cancelled the negotiation on {when}</source>
        <translation>我方取消了 {when} 的洽谈</translation>
    </message>
    <message>
        <source>The negotiation is now on {when}; whoever receives has yet to confirm it</source>
        <translation>洽谈已改到 {when}，接待人尚待确认</translation>
    </message>
    <message>
        <source>The buyer booked a negotiation: {when}</source>
        <translation>采购商预约了洽谈：{when}</translation>
    </message>
    <message>
        <source>{name} receives the buyer on {when}</source>
        <translation>{name} 将于 {when} 接待采购商</translation>
    </message>
    <message>
        <source>{name} accepted the negotiation on {when}</source>
        <translation>{name} 已接受 {when} 的洽谈</translation>
    </message>
    <message>
        <source>What came of it (for colleagues only): {words}</source>
        <translation>洽谈结果（仅同事可见）：{words}</translation>
    </message>
    <message>
        <source>The negotiation is now on {when}</source>
        <translation>洽谈已改到 {when}</translation>
    </message>
    <message>
        <source>The negotiation stays on {from_when}</source>
        <translation>洽谈时间不变：{from_when}</translation>
    </message>
    <message>
        <source>Where to meet on {when} is settled</source>
        <translation>已确定 {when} 的会议信息</translation>
    </message>
    <message>
        <source>Where to meet on {when} has to be settled again</source>
        <translation>{when} 的会议信息待重新确定</translation>
    </message>
    <message>
        <source>{name} no longer receives the buyer on {when}; somebody else is to be named</source>
        <translation>{name} 不再接待 {when} 的洽谈，需另行指定接待人</translation>
    </message>
</context>
<context>
    <name>BookingNotice</name>
    <message>
        <source>{buyer} booked a negotiation</source>
        <translation>{buyer} 预约了洽谈</translation>
    </message>
    <message>
        <source>You receive {buyer}</source>
        <translation>由您接待 {buyer}</translation>
    </message>
    <message>
        <source>{name} receives {buyer} in your place</source>
        <translation>改由 {name} 接待 {buyer}</translation>
    </message>
    <message>
        <source>{name} is disabled and can&apos;t receive {buyer}: name another</source>
        <translation>{name} 已停用，无法接待 {buyer}，请改派他人</translation>
    </message>
    <message>
        <source>{name} receives {buyer}: accepted</source>
        <translation>{name} 已接受接待 {buyer}</translation>
    </message>
    <message>
        <source>{name} handed {buyer} back: name somebody else</source>
        <translation>{name} 退回了 {buyer} 的预约，请改派他人</translation>
    </message>
    <message>
        <source>{buyer}: another time is asked for</source>
        <translation>{buyer}：有改期请求</translation>
    </message>
    <message>
        <source>{buyer}: the other time was not agreed to</source>
        <translation>{buyer}：改期未获同意</translation>
    </message>
    <message>
        <source>{buyer}: the negotiation has another time</source>
        <translation>{buyer}：洽谈已改期</translation>
    </message>
    <message>
        <source>{buyer}: the negotiation was cancelled</source>
        <translation>{buyer}：洽谈已取消</translation>
    </message>
</context>
<context>
    <name>BookingPanel</name>
    <message>
        <source>There is no meeting yet: with its number you and the buyer can enter.</source>
        <translation>还没有会议。填写会议号后，您和采购商即可入会。</translation>
    </message>
    <message>
        <source>For the buyer</source>
        <translation>采购商当地</translation>
    </message>
    <message>
        <source>The buyer&apos;s time zone is not known.</source>
        <translation>采购商所在时区未知。</translation>
    </message>
    <message>
        <source>The buyer asks for {time}</source>
        <translation>采购商希望改到 {time}</translation>
    </message>
    <message>
        <source>We have asked for {time}</source>
        <translation>我方已提议 {time}</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚未指定</translation>
    </message>
    <message>
        <source>The meeting could not be made. Type in its number by hand.</source>
        <translation>会议未能创建，请手动填写会议号。</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>Name somebody else …</source>
        <translation>改派他人 …</translation>
    </message>
    <message>
        <source>Name who receives the buyer …</source>
        <translation>指定接待人 …</translation>
    </message>
    <message>
        <source>Change notes and outcome …</source>
        <translation>修改记录与结果 …</translation>
    </message>
    <message>
        <source>Notes and outcome …</source>
        <translation>记录与结果 …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>What the buyer wrote</source>
        <translation>采购商留言</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Handed back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>进入时间</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>洽谈结果</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Enter negotiation</source>
        <translation>进入洽谈</translation>
    </message>
    <message>
        <source>Accept without card</source>
        <translation>接受，不发名片</translation>
    </message>
    <message>
        <source>Accept and send my card</source>
        <translation>接受并发送我的名片</translation>
    </message>
    <message>
        <source>Hand back …</source>
        <translation>退回 …</translation>
    </message>
    <message>
        <source>Agree to the other time</source>
        <translation>同意改期</translation>
    </message>
    <message>
        <source>Keep the time</source>
        <translation>维持原时间</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开对话</translation>
    </message>
    <message>
        <source>Propose another time …</source>
        <translation>提议改期 …</translation>
    </message>
    <message>
        <source>Meeting number …</source>
        <translation>会议号 …</translation>
    </message>
    <message>
        <source>Save for another calendar …</source>
        <translation>导出到其他日历 …</translation>
    </message>
    <message>
        <source>Cancel the booking …</source>
        <translation>取消预约 …</translation>
    </message>
</context>
<context>
    <name>Bringing</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n 条句子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n 个术语</numerusform>
        </translation>
    </message>
    <message>
        <source>Added: {counted}</source>
        <translation>已添加：{counted}</translation>
    </message>
    <message>
        <source>The file holds {counted} ({languages}).</source>
        <translation>文件包含{counted}（{languages}）。</translation>
    </message>
    <message numerus="yes">
        <source>Add %n</source>
        <translation>
            <numerusform>添加 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be skipped: {reasons}</source>
        <translation>
            <numerusform>将跳过 %n 行：{reasons}</numerusform>
        </translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>One language</source>
        <translation>一种语言</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>另一种语言</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Undo: delete what was added</source>
        <translation>撤销：删除刚添加的内容</translation>
    </message>
</context>
<context>
    <name>BuyerLine</name>
    <message>
        <source>{time} there</source>
        <translation>当地 {time}</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Phase {number}</source>
        <translation>第 {number} 期</translation>
    </message>
    <message>
        <source>Beijing time (GMT+8)</source>
        <translation>北京时间（GMT+8）</translation>
    </message>
    <message>
        <source>Fair time ({place})</source>
        <translation>展会时间（{place}）</translation>
    </message>
    <message>
        <source>Beijing GMT+8</source>
        <translation>北京 GMT+8</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>weekday, day and month, Qt pattern</comment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>{hours} in {place}</source>
        <translation>{place} {hours}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Outside the buyer&apos;s day (8:00–20:00).</source>
        <translation>不在采购商的白天时间内（8:00–20:00）。</translation>
    </message>
    <message>
        <source>The clocks change on {day}: there it is then {shift} than today&apos;s difference says.</source>
        <translation>{day} 当地时制变更：届时当地时间比按今天时差推算的{shift}。</translation>
    </message>
    <message>
        <source>A buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Cancelled by the buyer</source>
        <translation>采购商已取消</translation>
    </message>
    <message>
        <source>Cancelled by us</source>
        <translation>我方已取消</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>正在进行</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Over, nobody entered</source>
        <translation>已结束，无人进入</translation>
    </message>
    <message>
        <source>Receiver disabled</source>
        <translation>接待账号已停用</translation>
    </message>
    <message>
        <source>Nobody named yet</source>
        <translation>待指定接待人</translation>
    </message>
    <message>
        <source>Waits for the receiver</source>
        <translation>待接待人确认</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>{least} to {most} minutes</source>
        <translation>{least}–{most} 分钟</translation>
    </message>
    <message>
        <source>Name who receives the buyer.</source>
        <translation>请指定接待人。</translation>
    </message>
    <message>
        <source>Can you receive the buyer then?</source>
        <translation>届时您能接待吗？</translation>
    </message>
    <message>
        <source>The buyer asks for another time.</source>
        <translation>采购商希望改期。</translation>
    </message>
    <message>
        <source>A slot with bookings can&apos;t be changed or deleted: look at its bookings.</source>
        <translation>已有预约的时段不能修改或删除，请查看其预约。</translation>
    </message>
    <message>
        <source>The slot is past.</source>
        <translation>时段已过去。</translation>
    </message>
    <message>
        <source>Slots are the main account&apos;s.</source>
        <translation>时段由主账号管理。</translation>
    </message>
    <message>
        <source>Slot {day}, {begins} to {ends}, {booked} of {capacity} places taken</source>
        <translation>时段 {day} {begins} 至 {ends}，{capacity} 个名额已约 {booked} 个</translation>
    </message>
    <message>
        <source>{buyer}, {company}: {when}. {state}</source>
        <translation>{buyer}，{company}：{when}。{state}</translation>
    </message>
    <message>
        <source>Received by {name}</source>
        <translation>接待人：{name}</translation>
    </message>
    <message>
        <source>Beijing time</source>
        <translation>北京时间</translation>
    </message>
    <message>
        <source>{place} ({offset})</source>
        <translation>{place}（{offset}）</translation>
    </message>
    <message>
        <source>Name another colleague: the buyer knows of the change.</source>
        <translation>请改派同事：采购商已获知将更换接待人。</translation>
    </message>
    <message>
        <source>{state} · not sent yet</source>
        <translation>{state} · 尚未发送</translation>
    </message>
    <message>
        <source>Next step: {words}</source>
        <translation>下一步：{words}</translation>
    </message>
    <message>
        <source>Follow up on {day}</source>
        <translation>跟进日期：{day}</translation>
    </message>
    <message>
        <source>An order was drafted.</source>
        <translation>已拟订单。</translation>
    </message>
</context>
<context>
    <name>CalendarBar</name>
    <message>
        <source>d MMM</source>
        <comment>day and month in a range, Qt pattern</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>last day of a range, Qt pattern</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>My schedule</source>
        <translation>我的日程</translation>
    </message>
    <message>
        <source>Whole schedule</source>
        <translation>全部日程</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>New slots …</source>
        <translation>新建时段 …</translation>
    </message>
    <message>
        <source>Print the agenda</source>
        <translation>打印日程</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>day and month, Qt pattern</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <comment>month and year, Qt pattern</comment>
        <translation>yyyy年M月</translation>
    </message>
</context>
<context>
    <name>CalendarInChat</name>
    <message>
        <source>Offer slots for a negotiation</source>
        <translation>提供洽谈时段</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>Create a slot here</source>
        <translation>在此创建时段</translation>
    </message>
    <message>
        <source>New slots …</source>
        <translation>新建时段 …</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改 …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>View bookings</source>
        <translation>查看预约</translation>
    </message>
    <message>
        <source>Save the agenda as PDF …</source>
        <translation>将日程存为 PDF …</translation>
    </message>
    <message>
        <source>Subscribe in another calendar …</source>
        <translation>在其他日历中订阅…</translation>
    </message>
    <message>
        <source>Slots and bookings</source>
        <translation>时段与预约</translation>
    </message>
    <message>
        <source>Ready for a negotiation?</source>
        <translation>洽谈准备检查</translation>
    </message>
    <message>
        <source>Save for another calendar …</source>
        <translation>导出到其他日历 …</translation>
    </message>
    <message>
        <source>How a negotiation works</source>
        <translation>洽谈须知</translation>
    </message>
    <message>
        <source>There were no slots on these days.</source>
        <translation>这几天没有设置过洽谈时段。</translation>
    </message>
    <message>
        <source>No slots on these days yet. Drag over the hours to make one, or press New slots for many.</source>
        <translation>这几天还没有洽谈时段。在表格中拖动可新建一个，点击“新建时段”可批量创建。</translation>
    </message>
    <message>
        <source>No slots on these days yet. Your main account creates them.</source>
        <translation>这几天还没有洽谈时段。时段由主账号创建。</translation>
    </message>
</context>
<context>
    <name>CannotStart</name>
    <message>
        <source>The folder of this desk cannot be used</source>
        <translation>无法使用本工作台的文件夹</translation>
    </message>
    <message>
        <source>Workstation keeps its files in {folder} and may not write there. Make the folder writable for you, then start again. Nothing was changed.</source>
        <translation>Workstation 的文件存放在 {folder}，但无法写入。请将该文件夹设为可写后重新启动。未作任何改动。</translation>
    </message>
    <message>
        <source>Workstation is running already, but does not answer</source>
        <translation>Workstation 已在运行，但没有响应</translation>
    </message>
    <message>
        <source>Wait a moment and look for its window. If it stays silent, end it in the system&apos;s list of programs, then start again. What you wrote is kept.</source>
        <translation>请稍候并查看已打开的窗口。若仍无响应，请在系统的任务列表中结束该程序后重新启动。您写的内容会保留。</translation>
    </message>
</context>
<context>
    <name>CardDetail</name>
    <message>
        <source>received by {name}</source>
        <translation>收件人：{name}</translation>
    </message>
    <message>
        <source>not at the server yet</source>
        <translation>尚未同步到服务器</translation>
    </message>
    <message>
        <source>The whole card is copied</source>
        <translation>整张名片已复制</translation>
    </message>
    <message>
        <source>This machine has no program for {what}. It is copied instead.</source>
        <translation>本机没有可打开 {what} 的程序，已改为复制。</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>The chosen card</source>
        <translation>所选名片</translation>
    </message>
    <message>
        <source>Back to the folder</source>
        <translation>返回名片夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Edit the card</source>
        <translation>编辑名片</translation>
    </message>
    <message>
        <source>Copy the whole card</source>
        <translation>复制整张名片</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>名片面</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Copied: {name}</source>
        <translation>已复制：{name}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show the code large …</source>
        <translation>放大显示二维码…</translation>
    </message>
    <message>
        <source>Sections: {names}</source>
        <translation>展区：{names}</translation>
    </message>
</context>
<context>
    <name>CardDoing</name>
    <message>
        <source>The card is in the folder</source>
        <translation>名片已加入名片夹</translation>
    </message>
    <message>
        <source>Delete cards</source>
        <translation>删除名片</translation>
    </message>
    <message>
        <source>Delete the card of {name}?</source>
        <translation>删除 {name} 的名片？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n card(s)?</source>
        <translation>
            <numerusform>删除 %n 张名片？</numerusform>
        </translation>
    </message>
    <message>
        <source>They go from your folder with notes and tags, and cannot be brought back.</source>
        <translation>名片及其备注、标签将从您的名片夹中删除，无法恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) deleted</source>
        <translation>
            <numerusform>已删除 %n 张名片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) merged</source>
        <translation>
            <numerusform>已合并 %n 张名片</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import cards</source>
        <translation>导入名片</translation>
    </message>
    <message>
        <source>Cards (*.vcf *.vcard *.csv *.txt)</source>
        <translation>名片 (*.vcf *.vcard *.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) imported</source>
        <translation>
            <numerusform>已导入 %n 张名片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n imported card(s) taken out again</source>
        <translation>
            <numerusform>已撤销导入，移除 %n 张名片</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>撤销导入</translation>
    </message>
    <message numerus="yes">
        <source>Take %n imported card(s) out again?</source>
        <translation>
            <numerusform>撤销导入并移除这 %n 张名片？</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported {time}. They go from your folder with the notes and tags they got since.</source>
        <translation>导入时间：{time}。这些名片连同之后添加的备注和标签将从名片夹中移除。</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>The card was not saved</source>
        <translation>名片未保存</translation>
    </message>
    <message>
        <source>Go on typing</source>
        <translation>继续录入</translation>
    </message>
</context>
<context>
    <name>CardEditDialog</name>
    <message>
        <source>Type in a card</source>
        <translation>录入名片</translation>
    </message>
    <message>
        <source>Edit a card</source>
        <translation>编辑名片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>CardExportDialog</name>
    <message>
        <source>Cards {day}</source>
        <translation>名片 {day}</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The newest form, for up-to-date phones and programs; both sides, pictures.</source>
        <translation>最新格式，适合新手机和新软件；含中英文两面和图片。</translation>
    </message>
    <message>
        <source>What Outlook and older phones read; both sides, pictures.</source>
        <translation>Outlook 和老手机可读；含中英文两面和图片。</translation>
    </message>
    <message>
        <source>A table for Excel and the like; without pictures.</source>
        <translation>适合 Excel 等表格软件；不含图片。</translation>
    </message>
    <message>
        <source>Writing {done} of {total} …</source>
        <translation>正在写入 {done}/{total}…</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) written.</source>
        <translation>
            <numerusform>已导出 %n 张名片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be had and are missing.</source>
        <translation>
            <numerusform>有 %n 张图片未能取得，未包含在内。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export cards</source>
        <translation>导出名片</translation>
    </message>
    <message numerus="yes">
        <source>Export %n card(s)</source>
        <translation>
            <numerusform>导出 %n 张名片</numerusform>
        </translation>
    </message>
    <message>
        <source>As</source>
        <translation>导出为</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>表格 (CSV)</translation>
    </message>
    <message>
        <source>A file for each card, in a folder</source>
        <translation>每张名片一个文件，放入文件夹</translation>
    </message>
    <message>
        <source>With my notes, tags and follow-up days</source>
        <translation>包含我的备注、标签和跟进日期</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>CardFiles</name>
    <message>
        <source>(leave out)</source>
        <translation>（不导入）</translation>
    </message>
    <message>
        <source>Name, in either script</source>
        <translation>姓名（中英文均可）</translation>
    </message>
    <message>
        <source>Title, in either script</source>
        <translation>职务（中英文均可）</translation>
    </message>
    <message>
        <source>Company, in either script</source>
        <translation>公司（中英文均可）</translation>
    </message>
    <message>
        <source>Department, in either script</source>
        <translation>部门（中英文均可）</translation>
    </message>
    <message>
        <source>Address, in either script</source>
        <translation>地址（中英文均可）</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>“{what}” is not understood; left out.</source>
        <translation>无法识别“{what}”，已略过。</translation>
    </message>
    <message>
        <source>Text between the cards; left out.</source>
        <translation>名片之间的多余文字，已略过。</translation>
    </message>
    <message>
        <source>The card has no end; taken up to here.</source>
        <translation>名片没有结束标记，已读取到此处。</translation>
    </message>
    <message>
        <source>Too long to be a part of a card; left out.</source>
        <translation>内容过长，不属于名片，已略过。</translation>
    </message>
    <message>
        <source>Some characters cannot be read; “�” stands for them.</source>
        <translation>部分字符无法识别，以“�”代替。</translation>
    </message>
    <message>
        <source>“{what}” was too long or too many; shortened.</source>
        <translation>“{what}”过长或过多，已截短。</translation>
    </message>
    <message>
        <source>The picture is only a web address; addresses are never opened.</source>
        <translation>图片只是一个网址；出于安全考虑，不会打开网址。</translation>
    </message>
    <message>
        <source>The picture cannot be read; left out.</source>
        <translation>图片无法读取，已略过。</translation>
    </message>
    <message>
        <source>“{what}” has no place on a card; left out.</source>
        <translation>名片没有“{what}”这一项，已略过。</translation>
    </message>
    <message>
        <source>Neither name, company nor e-mail; not taken as a card.</source>
        <translation>没有姓名、公司或邮箱，未作为名片导入。</translation>
    </message>
    <message>
        <source>The row cannot be read; left out.</source>
        <translation>此行无法读取，已略过。</translation>
    </message>
    <message>
        <source>“{what}” is not written in the encoding it names; read as well as could be.</source>
        <translation>“{what}”与所注明的编码不符，已尽量识别。</translation>
    </message>
    <message>
        <source>“{what}” does not say its encoding; it was guessed.</source>
        <translation>“{what}”未注明编码，已自动识别。</translation>
    </message>
    <message>
        <source>The very same card stands before ({what}); taken once.</source>
        <translation>与前面的名片（{what}）完全相同，仅导入一张。</translation>
    </message>
    <message>
        <source>A card before has the same UID ({what}); both are taken.</source>
        <translation>与前面的名片 UID 相同（{what}），两张均已导入。</translation>
    </message>
    <message>
        <source>“{what}” is no e-mail address; kept as it is.</source>
        <translation>“{what}”不是有效的邮箱地址，已按原文保留。</translation>
    </message>
    <message>
        <source>“{what}” is no country that is known; kept beside the card.</source>
        <translation>无法识别国家或地区“{what}”，已作为附加信息保留。</translation>
    </message>
    <message>
        <source>There are no cards in this file; left out.</source>
        <translation>文件中没有名片，已略过。</translation>
    </message>
    <message>
        <source>The file cannot be read; left out.</source>
        <translation>文件无法读取，已略过。</translation>
    </message>
    <message>
        <source>The file is too large; left out.</source>
        <translation>文件过大，已略过。</translation>
    </message>
    <message>
        <source>This is a table: import it by itself, to choose its columns.</source>
        <translation>这是表格文件，请单独导入并选择各列对应的内容。</translation>
    </message>
</context>
<context>
    <name>CardFilters</name>
    <message>
        <source>All countries</source>
        <translation>全部国家</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>全部展区</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Received by anybody</source>
        <translation>所有人收到的</translation>
    </message>
    <message>
        <source>Search the cards</source>
        <translation>搜索名片</translation>
    </message>
    <message>
        <source>Received any time</source>
        <translation>收到时间不限</translation>
    </message>
    <message>
        <source>Received today</source>
        <translation>今天收到</translation>
    </message>
    <message>
        <source>Received in 7 days</source>
        <translation>近 7 天收到</translation>
    </message>
    <message>
        <source>Received in 30 days</source>
        <translation>近 30 天收到</translation>
    </message>
    <message>
        <source>Received between …</source>
        <translation>自选日期…</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>By company</source>
        <translation>按公司</translation>
    </message>
    <message>
        <source>By day of follow-up</source>
        <translation>按跟进日期</translation>
    </message>
    <message>
        <source>To follow up</source>
        <translation>待跟进</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>When received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>From that day on</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Up to that day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} / {total}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message numerus="yes">
        <source>Search %n card(s): name, company, phone, note; initials of pinyin too</source>
        <translation>
            <numerusform>搜索 %n 张名片：姓名、公司、电话、备注，支持拼音首字母</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>Chinese side</source>
        <translation>中文面</translation>
    </message>
    <message>
        <source>English side</source>
        <translation>英文面</translation>
    </message>
    <message>
        <source>Other messengers</source>
        <translation>其他通讯</translation>
    </message>
    <message>
        <source>several: put “;” between them</source>
        <translation>多个请用分号隔开</translation>
    </message>
    <message>
        <source>Skype: name; Telegram: name</source>
        <translation>Skype: 账号; Telegram: 账号</translation>
    </message>
</context>
<context>
    <name>CardHistory</name>
    <message>
        <source>Version {number}, the present one</source>
        <translation>第 {number} 版（当前）</translation>
    </message>
    <message>
        <source>Version {number}, {time}</source>
        <translation>第 {number} 版，{time}</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历史版本</translation>
    </message>
    <message>
        <source>Merged from these cards, which are kept:</source>
        <translation>由以下名片合并而成（原名片仍保留）：</translation>
    </message>
    <message>
        <source>Undo the merging</source>
        <translation>撤销合并</translation>
    </message>
</context>
<context>
    <name>CardImportDialog</name>
    <message>
        <source>Say which column holds the name, the company or the e-mail.</source>
        <translation>请指定哪一列是姓名、公司或邮箱。</translation>
    </message>
    <message>
        <source>The first cards, as they will be in your folder:</source>
        <translation>前几张名片导入后如下：</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) added so far …</source>
        <translation>
            <numerusform>已导入 %n 张名片…</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: your folder is as it was before.</source>
        <translation>已撤销，名片夹恢复到导入前的状态。</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n card(s) were added before.</source>
        <translation>
            <numerusform>已停止，此前已导入 %n 张名片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) added to your folder.</source>
        <translation>
            <numerusform>已导入 %n 张名片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) were there already, just the same.</source>
        <translation>
            <numerusform>有 %n 张完全相同，未重复导入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) follow on their own.</source>
        <translation>
            <numerusform>%n 张图片将陆续上传。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) had something wrong.</source>
        <translation>
            <numerusform>另有 %n 行存在问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in the file was left out.</source>
        <translation>文件内容已全部导入。</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>table, characters as {encoding}</source>
        <translation>表格，编码 {encoding}</translation>
    </message>
    <message>
        <source>Import cards</source>
        <translation>导入名片</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>The first cards</source>
        <translation>前几张名片</translation>
    </message>
    <message>
        <source>Phone, e-mail</source>
        <translation>电话、邮箱</translation>
    </message>
    <message>
        <source>Lines with something wrong</source>
        <translation>存在问题的行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What was wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>{file}, line {number}</source>
        <translation>{file}，第 {number} 行</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest of the file was not read; import it again to add what is missing.</source>
        <translation>文件其余部分尚未读取，再次导入即可补齐。</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) were left out, as chosen.</source>
        <translation>
            <numerusform>另有 %n 列按所选未导入。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardMarks</name>
    <message>
        <source>Follow up on</source>
        <translation>跟进日期</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>My note</source>
        <translation>我的备注</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>清除日期</translation>
    </message>
    <message>
        <source>What was agreed, what to send …</source>
        <translation>谈妥的事项、要寄的资料…</translation>
    </message>
</context>
<context>
    <name>CardPicks</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选择照片</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>选择公司标志</translation>
    </message>
</context>
<context>
    <name>CardPopup</name>
    <message>
        <source>The card in my language</source>
        <translation>用我的语言查看名片</translation>
    </message>
    <message>
        <source>The memory knows none of its words, and cards are never sent to an engine.</source>
        <translation>记忆库中没有这些词；名片内容从不发送给翻译引擎。</translation>
    </message>
    <message>
        <source>From memory and glossary; nothing left this machine</source>
        <translation>来自记忆库和术语表，内容未离开本机</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Open my card</source>
        <translation>打开我的名片</translation>
    </message>
    <message>
        <source>Open in the cards</source>
        <translation>在名片夹中打开</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无姓名）</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>办公</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>住宅</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>传真</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Colleague&apos;s own card</source>
        <translation>同事本人的名片</translation>
    </message>
    <message>
        <source>Handed over in a chat</source>
        <translation>在会话中收到</translation>
    </message>
    <message>
        <source>Imported from a file</source>
        <translation>从文件导入</translation>
    </message>
    <message>
        <source>Typed in</source>
        <translation>手动录入</translation>
    </message>
    <message>
        <source>Merged from several cards</source>
        <translation>由多张名片合并</translation>
    </message>
    <message>
        <source>In a chat</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>From the profile</source>
        <translation>来自资料</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Country or region</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>Phone numbers</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>即时通讯</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>展区</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>展位</translation>
    </message>
    <message>
        <source>About</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Follow up on</source>
        <translation>跟进日期</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that it is still there, then try again.</source>
        <translation>文件无法读取。请确认文件仍在原处，然后重试。</translation>
    </message>
    <message>
        <source>The file is larger than {limit_mb} MB. Split it, then import its parts.</source>
        <translation>文件超过 {limit_mb} MB。请拆分后分别导入。</translation>
    </message>
    <message>
        <source>There are no business cards in this file. vCard files (.vcf) and tables (.csv) can be read.</source>
        <translation>文件中没有名片。可导入 vCard 文件（.vcf）和表格（.csv）。</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place, then try again.</source>
        <translation>文件无法写入。请换一个位置重试。</translation>
    </message>
    <message>
        <source>This is not a picture that can be read. Use JPEG, PNG, WebP or GIF.</source>
        <translation>无法读取该图片。请使用 JPEG、PNG、WebP 或 GIF 格式。</translation>
    </message>
    <message>
        <source>The picture&apos;s file is too large. Save it smaller, then try again.</source>
        <translation>图片文件过大。请压缩后重试。</translation>
    </message>
    <message>
        <source>The picture has too many pixels. Scale it down, then try again.</source>
        <translation>图片像素过高。请缩小后重试。</translation>
    </message>
    <message>
        <source>This buyer is blocked. Nothing was sent.</source>
        <translation>该采购商已被拉黑，未发送任何内容。</translation>
    </message>
    <message>
        <source>The card needs a name, a company or an e-mail to be called by.</source>
        <translation>名片至少要有姓名、公司或邮箱。</translation>
    </message>
    <message>
        <source>“{field}” cannot be kept like this. Shorten it or correct it.</source>
        <translation>“{field}”无法保存，请缩短或更正。</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>打开名片</translation>
    </message>
</context>
<context>
    <name>CardsInChat</name>
    <message>
        <source>Send my business card (Ctrl+B)</source>
        <translation>发送我的名片 (Ctrl+B)</translation>
    </message>
</context>
<context>
    <name>CardsView</name>
    <message>
        <source>Cards</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Folders of cards</source>
        <translation>名片夹</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到的</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>My card</source>
        <translation>我的名片</translation>
    </message>
</context>
<context>
    <name>ChatHeader</name>
    <message>
        <source>Transfer to a colleague</source>
        <translation>转接给同事</translation>
    </message>
    <message>
        <source>Profile and history</source>
        <translation>资料与历史</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
</context>
<context>
    <name>ChatPeople</name>
    <message>
        <source>Price on request</source>
        <translation>价格面议</translation>
    </message>
    <message>
        <source>MOQ {count}</source>
        <translation>起订量 {count}</translation>
    </message>
    <message>
        <source>lead time {days}</source>
        <translation>交货期 {days}</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>No conversation is open</source>
        <translation>未打开会话</translation>
    </message>
    <message>
        <source>Choose a buyer or colleague in the list.</source>
        <translation>请在列表中选择采购商或同事。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Go to a day …</source>
        <translation>跳到某一天…</translation>
    </message>
</context>
<context>
    <name>ChatWording</name>
    <message>
        <source>You</source>
        <translation>我</translation>
    </message>
    <message>
        <source>{name} asked about {exhibit}</source>
        <translation>{name} 咨询了 {exhibit}</translation>
    </message>
    <message>
        <source>Shared a conversation</source>
        <translation>分享了一个会话</translation>
    </message>
    <message>
        <source>You recalled a message</source>
        <translation>您撤回了一条消息</translation>
    </message>
    <message>
        <source>{name} recalled a message</source>
        <translation>{name}撤回了一条消息</translation>
    </message>
    <message>
        <source>[other message]</source>
        <translation>[其他消息]</translation>
    </message>
    <message>
        <source>{name} serves this buyer now</source>
        <translation>现由{name}接待该采购商</translation>
    </message>
    <message>
        <source>{name} serves this buyer from now on</source>
        <translation>此后由{name}接待该采购商</translation>
    </message>
    <message>
        <source>All colleagues are busy; the buyer waits in the queue</source>
        <translation>同事均忙，采购商正在排队等候</translation>
    </message>
    <message>
        <source>The session was closed</source>
        <translation>会话已结束</translation>
    </message>
    <message>
        <source>Waiting to leave</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>The server did not take it. Your text is kept; try again or copy it.</source>
        <translation>服务器未接收。文字已保留，可重试或复制。</translation>
    </message>
    <message>
        <source>A colleague answered before you. Read the new messages, then send it again.</source>
        <translation>同事已先行回复。请看过新消息后再决定是否重发。</translation>
    </message>
    <message>
        <source>A colleague is writing to this buyer right now. Try again in a moment.</source>
        <translation>同事正在回复该采购商，请稍后再试。</translation>
    </message>
    <message>
        <source>You may not write in this conversation any more. Your text is kept.</source>
        <translation>您已无权在此会话中发言。文字已保留。</translation>
    </message>
    <message>
        <source>This conversation is no longer yours. Your text is kept.</source>
        <translation>此会话已不再由您负责。文字已保留。</translation>
    </message>
    <message>
        <source>Your account is disabled. Ask your main account; your text is kept.</source>
        <translation>您的账号已停用，请联系主账号。文字已保留。</translation>
    </message>
    <message>
        <source>Change your first password, then send it again.</source>
        <translation>请先修改初始密码，再重新发送。</translation>
    </message>
    <message>
        <source>You are signed out. Sign in, then send it again.</source>
        <translation>您已退出登录。请登录后重新发送。</translation>
    </message>
    <message>
        <source>The conversation is closed. Your text is kept.</source>
        <translation>会话已关闭。文字已保留。</translation>
    </message>
    <message>
        <source>This buyer is blocked. Nothing was sent.</source>
        <translation>该采购商已被屏蔽，消息未发出。</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>没有可发送的内容。</translation>
    </message>
    <message>
        <source>The text has {length} characters; a message can have {limit}. Shorten it.</source>
        <translation>文字共 {length} 个字符，每条消息最多 {limit} 个，请缩短。</translation>
    </message>
    <message>
        <source>The text contains characters that cannot be sent. Remove them.</source>
        <translation>文字中含有无法发送的字符，请删除。</translation>
    </message>
    <message>
        <source>A message can be recalled within two minutes only.</source>
        <translation>消息只能在两分钟内撤回。</translation>
    </message>
    <message>
        <source>Not sent because the message before it was refused. Send it again when you have read why.</source>
        <translation>前一条消息被拒，此条未发出。请看过原因后再重新发送。</translation>
    </message>
    <message>
        <source>What this belongs to is no longer there. Your text is kept.</source>
        <translation>所属内容已不存在。文字已保留。</translation>
    </message>
    <message>
        <source>The pasted text has {length} characters; a message can have {limit}. It was not put in and is still on the clipboard: paste a part of it, or send it in several messages.</source>
        <translation>粘贴的文字共 {length} 个字符，每条消息最多 {limit} 个，因此未插入。内容仍在剪贴板上：可粘贴一部分，或分几条发送。</translation>
    </message>
    <message>
        <source>This conversation is still being opened. Your text is kept; send it again.</source>
        <translation>会话正在打开。文字已保留，请重新发送。</translation>
    </message>
    <message>
        <source>The server cannot be reached right now. Try again when you are on-line.</source>
        <translation>暂时无法连接服务器，请在线后再试。</translation>
    </message>
    <message>
        <source>It has left already and cannot be discarded any more.</source>
        <translation>消息已发出，无法放弃。</translation>
    </message>
    <message>
        <source>This folder cannot be written, so nothing can be queued. Your text stays here.</source>
        <translation>此文件夹不可写，无法加入发送队列。文字保留在输入框中。</translation>
    </message>
    <message>
        <source>The disk is full, so it cannot be kept. Free some space, then send it again.</source>
        <translation>磁盘已满，无法保存。请腾出空间后重新发送。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that it is still there, then try again.</source>
        <translation>无法读取该文件。请确认它仍然存在后再试。</translation>
    </message>
    <message>
        <source>At most {limit} images can be sent at once. The others were left out.</source>
        <translation>一次最多发送 {limit} 张图片，其余未加入。</translation>
    </message>
    <message>
        <source>The image has not arrived at the server yet. Send it again.</source>
        <translation>图片尚未传到服务器，请重新发送。</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <comment>field of a form</comment>
        <translation>快捷词</translation>
    </message>
    <message>
        <source>Item</source>
        <comment>field of a form</comment>
        <translation>产品</translation>
    </message>
    <message>
        <source>Price</source>
        <comment>field of a form</comment>
        <translation>价格</translation>
    </message>
    <message>
        <source>Currency</source>
        <comment>field of a form</comment>
        <translation>币种</translation>
    </message>
    <message>
        <source>Unit</source>
        <comment>field of a form</comment>
        <translation>单位</translation>
    </message>
    <message>
        <source>Incoterm</source>
        <comment>field of a form</comment>
        <translation>贸易术语</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>field of a form</comment>
        <translation>地点</translation>
    </message>
    <message>
        <source>Minimum order</source>
        <comment>field of a form</comment>
        <translation>起订量</translation>
    </message>
    <message>
        <source>Lead time</source>
        <comment>field of a form</comment>
        <translation>交货期</translation>
    </message>
    <message>
        <source>The phrase still has to be filled in: {names}. Put in what belongs there, then send it.</source>
        <translation>话术还有内容未填：{names}。请填好后再发送。</translation>
    </message>
    <message>
        <source>Nobody knows the variable {name}. Choose one from the list of variables, or leave the braces out.</source>
        <translation>没有名为 {name} 的变量。请从变量列表中选择，或去掉花括号。</translation>
    </message>
    <message>
        <source>The quote cannot be sent yet: the field {field} is missing or wrong. Correct it there.</source>
        <translation>报价暂时无法发送：{field} 一项缺失或有误，请改正。</translation>
    </message>
    <message>
        <source>There are {limit} of these already, and no more are kept. Delete what is no longer needed.</source>
        <translation>已有 {limit} 条，达到上限。请删除不再需要的。</translation>
    </message>
    <message>
        <source>The field {field} cannot be kept so. Correct it, then try again.</source>
        <translation>{field} 一项无法这样保存。请改正后重试。</translation>
    </message>
    <message>
        <source>You can read here, but not write.</source>
        <translation>您在此只能查看，不能发言。</translation>
    </message>
    <message>
        <source>A colleague serves this buyer. You can read, but not write.</source>
        <translation>该采购商由同事接待。您可以查看，不能发言。</translation>
    </message>
    <message>
        <source>You handed this buyer to a colleague. You can read what was said until then.</source>
        <translation>您已将该采购商转接给同事，可查看转接前的内容。</translation>
    </message>
    <message>
        <source>This buyer is blocked.</source>
        <translation>该采购商已被屏蔽。</translation>
    </message>
    <message>
        <source>Your account is disabled. You can read what is on this machine.</source>
        <translation>您的账号已停用，可查看本机上的内容。</translation>
    </message>
    <message>
        <source>This conversation is archived; a new message brings it back.</source>
        <translation>此会话已归档，有新消息时自动恢复。</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>新消息</translation>
    </message>
    <message>
        <source>[Image]</source>
        <translation>[图片]</translation>
    </message>
    <message>
        <source>[Business card]</source>
        <translation>[名片]</translation>
    </message>
    <message>
        <source>[Exhibit]</source>
        <translation>[展品]</translation>
    </message>
    <message>
        <source>[Conversation]</source>
        <translation>[会话]</translation>
    </message>
    <message>
        <source>[not loaded yet]</source>
        <translation>[尚未加载]</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go to the quoted message</source>
        <translation>跳转到被引用的消息</translation>
    </message>
    <message>
        <source>Open the image</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Loading older messages …</source>
        <translation>正在加载更早的消息…</translation>
    </message>
    <message>
        <source>Older messages are on the server; they are loaded when you are on-line</source>
        <translation>更早的消息在服务器上，联网后加载</translation>
    </message>
    <message>
        <source>The conversation begins here</source>
        <translation>会话从这里开始</translation>
    </message>
    <message>
        <source>Nothing was said here yet</source>
        <translation>这里还没有消息</translation>
    </message>
    <message>
        <source>This conversation is not yours to see. Ask your colleague or the main account to transfer it to you.</source>
        <translation>您无权查看这个会话。如需处理，请同事或主账号把它转接给您。</translation>
    </message>
    <message>
        <source>Go to another day</source>
        <translation>跳到其他日期</translation>
    </message>
    <message>
        <source>What follows here is on the server; it is loaded when you are on-line.</source>
        <translation>后面的消息在服务器上，联网后会自动加载。</translation>
    </message>
    <message>
        <source>What was said that day is not on this machine. Choose it again when you are on-line.</source>
        <translation>那一天的消息不在本机。联网后再选择该日期即可查看。</translation>
    </message>
    <message>
        <source>That message is not on this machine. Go there again when you are on-line.</source>
        <translation>这条消息不在本机。联网后再跳转即可查看。</translation>
    </message>
    <message>
        <source>The image file is larger than {limit_mb} MB. Save it smaller, then try again.</source>
        <translation>图片文件超过 {limit_mb} MB。请压缩后再试。</translation>
    </message>
    <message>
        <source>The image has more than {limit_mp} million pixels. Scale it down, then try again.</source>
        <translation>图片像素超过 {limit_mp} 百万。请缩小尺寸后再试。</translation>
    </message>
    <message>
        <source>Which language the buyer writes is not known yet. Choose it under Translation.</source>
        <translation>尚不清楚采购商使用哪种语言，请在“翻译”中选择。</translation>
    </message>
    <message>
        <source>A slash alone is not sent: it opens your phrases. Write something, or take the slash out.</source>
        <translation>单独一个“/”不会发送，它用来调出话术。请输入内容，或删去“/”。</translation>
    </message>
    <message>
        <source>[Slots]</source>
        <translation>[洽谈时段]</translation>
    </message>
    <message>
        <source>This is damaged or not an image that can be sent. Use JPEG, PNG, WebP or GIF.</source>
        <translation>图片已损坏，或不是可以发送的格式。请使用 JPEG、PNG、WebP 或 GIF。</translation>
    </message>
    <message>
        <source>[Purchase intent]</source>
        <translation>[采购意向]</translation>
    </message>
</context>
<context>
    <name>ClockStrip</name>
    <message>
        <source>Office hours there</source>
        <translation>对方上班时间</translation>
    </message>
    <message>
        <source>Your office hours never meet</source>
        <translation>双方上班时间没有重叠</translation>
    </message>
    <message>
        <source>Both at work {spans} (your time)</source>
        <translation>双方都在上班：{spans}（您的时间）</translation>
    </message>
    <message>
        <source>{time} in {place}</source>
        <translation>{place} {time}</translation>
    </message>
    <message>
        <source>{time} here</source>
        <translation>本地 {time}</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Night there</source>
        <translation>对方当地为夜间</translation>
    </message>
    <message>
        <source>Off hours there</source>
        <translation>对方非上班时间</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Code with the card</source>
        <translation>名片二维码</translation>
    </message>
    <message>
        <source>A phone&apos;s camera saves the card from the code, without a network.</source>
        <translation>用手机相机扫码即可保存名片，无需联网。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ColleagueCard</name>
    <message>
        <source>Assign {buyers}</source>
        <translation>分配 {buyers}</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>%n 位在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
</context>
<context>
    <name>ColleagueDialog</name>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Type a name or a language</source>
        <translation>输入姓名或语言</translation>
    </message>
    <message>
        <source>No colleague has such a name or speaks such a language.</source>
        <translation>没有叫这个名字或会说这种语言的同事。</translation>
    </message>
</context>
<context>
    <name>ColumnMapping</name>
    <message>
        <source>Column {number}</source>
        <translation>第 {number} 列</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>内容示例</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>导入为</translation>
    </message>
    <message>
        <source>Numbers without a country code are from</source>
        <translation>没有国家代码的号码属于</translation>
    </message>
    <message>
        <source>Leave as written</source>
        <translation>保持原样</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Go to a buyer, or type what you want to do</source>
        <translation>输入采购商名称，或想执行的操作</translation>
    </message>
    <message>
        <source>Go to or do</source>
        <translation>跳转或执行</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nobody and nothing is called so. The search box looks into messages too.</source>
        <translation>没有匹配的采购商或操作。消息内容请用搜索框查找。</translation>
    </message>
</context>
<context>
    <name>CompanyTalkView</name>
    <message>
        <source>Copy the selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Served by {name}</source>
        <translation>由{name}接待</translation>
    </message>
    <message>
        <source>Nobody serves this buyer yet</source>
        <translation>还没有人接待该采购商</translation>
    </message>
    <message>
        <source>To look at only: nothing of it is kept on this machine</source>
        <translation>仅供查看，内容不会保存在本机</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Choose images</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Images (*.jpg *.jpeg *.png *.webp *.gif)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.webp *.gif)</translation>
    </message>
</context>
<context>
    <name>ComposerFace</name>
    <message>
        <source>Send (Enter)</source>
        <translation>发送 (Enter)</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>发送 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter breaks the line</source>
        <translation>Ctrl+Enter 发送，Enter 换行</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>输入消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Add images (or paste or drop them)</source>
        <translation>添加图片（也可粘贴或拖入）</translation>
    </message>
    <message>
        <source>Write to this buyer</source>
        <translation>给该采购商写消息</translation>
    </message>
    <message>
        <source>Quote a price</source>
        <translation>报价</translation>
    </message>
</context>
<context>
    <name>ContextStrip</name>
    <message>
        <source>Asks about {exhibit}</source>
        <translation>咨询展品：{exhibit}</translation>
    </message>
    <message>
        <source>The exhibit in another language</source>
        <translation>用其他语言查看展品</translation>
    </message>
</context>
<context>
    <name>ConversationBlock</name>
    <message>
        <source>A conversation with a buyer</source>
        <translation>与一位采购商的会话</translation>
    </message>
    <message>
        <source>It is not yours to see</source>
        <translation>您无权查看</translation>
    </message>
    <message>
        <source>Why can it not be opened?</source>
        <translation>为什么打不开？</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>A colleague serves them</source>
        <translation>由同事接待</translation>
    </message>
    <message>
        <source>Look at the conversation</source>
        <translation>查看会话</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Copy: {what}</source>
        <translation>复制：{what}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>CredentialsPage</name>
    <message>
        <source>Nothing is stored on this machine. Drafts and unsent messages end when you quit.</source>
        <translation>本机不保存任何内容。退出程序后，草稿和未发消息将丢失。</translation>
    </message>
    <message>
        <source>Your files here are encrypted; the system&apos;s keyring holds their key.</source>
        <translation>本机文件已加密，密钥保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>Your files here are encrypted. The passphrase opens them at each start.</source>
        <translation>本机文件已加密，每次启动时用口令打开。</translation>
    </message>
    <message>
        <source>This machine has no keyring, so the key to your files cannot be remembered. Choose a passphrase that opens them at each start; without one, nothing is kept after you quit.</source>
        <translation>本机没有钥匙串，无法记住文件密钥。请设置口令，每次启动时用它打开文件；不设口令，退出后不保留任何内容。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Your conversations on this machine are kept.</source>
        <translation>本机上的会话仍然保留。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Passphrase for your files on this machine</source>
        <translation>本机文件口令</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Remember me on this machine</source>
        <translation>在本机记住我</translation>
    </message>
</context>
<context>
    <name>DayHead</name>
    <message>
        <source>d MMM</source>
        <comment>day and month over a column, Qt pattern</comment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>DayPicker</name>
    <message>
        <source>MMMM yyyy</source>
        <comment>month and year, Qt pattern</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>{day}, arrow keys go to days with messages</source>
        <translation>{day}，用方向键在有消息的日期间移动</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>上一个月</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>下一个月</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Slot created</source>
        <translation>已创建时段</translation>
    </message>
    <message>
        <source>Slot moved</source>
        <translation>已移动时段</translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s) deleted</source>
        <translation>
            <numerusform>已删除 %n 个时段</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the slot</source>
        <translation>修改时段</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s) created</source>
        <translation>
            <numerusform>已创建 %n 个时段</numerusform>
        </translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>{name} receives {buyer}</source>
        <translation>{name} 接待 {buyer}</translation>
    </message>
    <message>
        <source>Hand the booking back</source>
        <translation>退回预约</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Handed back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Keep the time</source>
        <translation>维持原时间</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>维持</translation>
    </message>
    <message>
        <source>The booking stays where it is; the buyer is told.</source>
        <translation>预约时间不变，并会告知采购商。</translation>
    </message>
    <message>
        <source>Words for the buyer (may stay empty)</source>
        <translation>给采购商的话（可不填）</translation>
    </message>
    <message>
        <source>The booking stays where it is</source>
        <translation>预约时间不变</translation>
    </message>
    <message>
        <source>{buyer} is told that the negotiation on {when} will not take place; the place is free again.</source>
        <translation>将告知 {buyer}：{when} 的洽谈取消，名额重新开放。</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Booking cancelled</source>
        <translation>预约已取消</translation>
    </message>
    <message>
        <source>Propose another time to {buyer}</source>
        <translation>向 {buyer} 提议改期</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>The buyer is asked</source>
        <translation>已询问采购商</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Whoever serves the buyer receives them, if free</source>
        <translation>由服务该采购商的同事接待（届时空闲时）</translation>
    </message>
    <message>
        <source>Changed; it holds for bookings from now on</source>
        <translation>已更改，对之后的预约生效</translation>
    </message>
    <message>
        <source>Meetings: typed in by hand</source>
        <translation>会议：手动填写</translation>
    </message>
    <message>
        <source>Meetings: made in Tencent Meeting</source>
        <translation>会议：在腾讯会议中创建</translation>
    </message>
    <message>
        <source>Meetings: a room on the fair&apos;s Jitsi server</source>
        <translation>会议：展会 Jitsi 服务器上的房间</translation>
    </message>
    <message>
        <source>Your main account names somebody else. The buyer is told so, and keeps the time.</source>
        <translation>主账号将另行指定接待人。采购商会收到通知，时间保留。</translation>
    </message>
    <message>
        <source>Why, for your company alone (may stay empty)</source>
        <translation>原因（仅公司内部可见，可不填）</translation>
    </message>
    <message>
        <source>The booking waits until you name somebody else. The buyer is told so, and keeps the time.</source>
        <translation>该预约将等待您另行指定接待人。采购商会收到通知，时间保留。</translation>
    </message>
</context>
<context>
    <name>DeskWatch</name>
    <message>
        <source>{title}: {text}</source>
        <translation>{title}：{text}</translation>
    </message>
</context>
<context>
    <name>DesktopNotices</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disabled: it can&apos;t sign in and gets no buyers.</source>
        <translation>已停用：无法登录，也不会分到采购商。</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文姓名</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文姓名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>May do</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Signed in at</source>
        <translation>登录设备</translation>
    </message>
    <message>
        <source>New password …</source>
        <translation>重置密码…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save permissions</source>
        <translation>保存权限</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Your own information and password are in the settings.</source>
        <translation>您本人的信息和密码请在系统设置中修改。</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>会说的语言</translation>
    </message>
    <message numerus="yes">
        <source>When disabled, %n live conversation(s) are handed on, its desks are emptied, and buyers it was to receive are told that somebody else will.</source>
        <translation>
            <numerusform>停用后，%n 个进行中的会话将转给其他人，其工作台的本地数据会被清空，原由其接待的采购商会收到更换接待人的通知。</numerusform>
        </translation>
    </message>
    <message>
        <source>When disabled, its desks are emptied at their next contact, and buyers it was to receive are told that somebody else will.</source>
        <translation>停用后，其工作台的本地数据将在下次联网时清空，原由其接待的采购商会收到更换接待人的通知。</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Not signed in anywhere.</source>
        <translation>没有在任何设备上登录。</translation>
    </message>
    <message>
        <source>What is signed out deletes everything of this account at its next contact with the server.</source>
        <translation>被退出登录的设备将在下次连接服务器时删除此账号的全部数据。</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>Instant messages</source>
        <translation>即时消息</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Every new buyer comes to the main account, which hands them on. A live session stays with its owner.</source>
        <translation>新采购商一律先到主账号，再由主账号转接。进行中的会话仍由原接待人负责。</translation>
    </message>
    <message>
        <source>Every intent comes to the main account, which assigns it. Associations are not needed.</source>
        <translation>采购意向一律先到主账号，再由主账号分配，无需设置接待分工。</translation>
    </message>
    <message>
        <source>One of the accounts of the exhibit asked about, at random; else of its section; else the main account. A live session stays with its owner.</source>
        <translation>在所咨询展品的关联账号中随机分配；没有则在其展区的账号中随机分配；再没有则由主账号接待。进行中的会话仍由原接待人负责。</translation>
    </message>
    <message>
        <source>One of the accounts of the exhibit that matched best, at random; else of its section; else the main account.</source>
        <translation>在最匹配展品的关联账号中随机分配；没有则在其展区的账号中随机分配；再没有则归主账号。</translation>
    </message>
    <message>
        <source>{date} {time} Beijing time</source>
        <translation>{date} {time}（北京时间）</translation>
    </message>
    <message>
        <source>The organiser has set no deadline; you can change this at any time.</source>
        <translation>主办方没有设置截止时间，可以随时更改。</translation>
    </message>
    <message>
        <source>Fixed by the organiser since {moment}; manual or automatic stays as it is.</source>
        <translation>自 {moment} 起由主办方锁定，手动或自动不可再改。</translation>
    </message>
    <message>
        <source>Manual or automatic can be changed until {moment}; then it is fixed.</source>
        <translation>{moment} 前可以更改手动或自动，之后锁定。</translation>
    </message>
    <message>
        <source>live session</source>
        <translation>会话进行中</translation>
    </message>
    <message>
        <source>served by them before</source>
        <translation>上次接待人</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>by exhibit</source>
        <translation>按展品</translation>
    </message>
    <message>
        <source>by section</source>
        <translation>按展区</translation>
    </message>
    <message>
        <source>emergency account</source>
        <translation>应急账号</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>main account</source>
        <translation>主账号</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>assigned</source>
        <translation>手动分配</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>long date, Qt pattern</comment>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>DistributionPage</name>
    <message numerus="yes">
        <source>%n change(s) not saved yet</source>
        <translation>
            <numerusform>有 %n 处更改未保存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Who serves these %n?</source>
        <comment>exhibits or sections</comment>
        <translation>
            <numerusform>这 %n 项由谁接待？</numerusform>
        </translation>
    </message>
    <message>
        <source>Who serves {what}?</source>
        <translation>{what} 由谁接待？</translation>
    </message>
    <message>
        <source>Saved; the rules hold at once</source>
        <translation>已保存，规则立即生效</translation>
    </message>
    <message>
        <source>Try on the last {count} …</source>
        <translation>用最近 {count} 次分配试算…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 组，共 {count} 组</translation>
    </message>
    <message>
        <source>You have chosen these cards.</source>
        <translation>您选择了这些名片。</translation>
    </message>
    <message>
        <source>The same e-mail: {email}</source>
        <translation>邮箱相同：{email}</translation>
    </message>
    <message>
        <source>The same phone: {phone}</source>
        <translation>电话相同：{phone}</translation>
    </message>
    <message>
        <source>Choose where they differ. Numbers, e-mails and websites of all of them are kept.</source>
        <translation>不一致处请选择其一；电话、邮箱和网址全部保留。</translation>
    </message>
    <message>
        <source>Merge cards</source>
        <translation>合并名片</translation>
    </message>
    <message>
        <source>Are these one person?</source>
        <translation>这些名片是同一个人吗？</translation>
    </message>
    <message>
        <source>The ones before</source>
        <translation>上一组</translation>
    </message>
    <message>
        <source>The next ones</source>
        <translation>下一组</translation>
    </message>
    <message>
        <source>This is the merged card. The cards it stands for are kept; the merging can be undone.</source>
        <translation>这是合并后的名片。原名片仍会保留，合并可以撤销。</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一人</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{what}, unit</source>
        <translation>{what}，单位</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message>
        <source>Add an engine</source>
        <translation>添加翻译引擎</translation>
    </message>
    <message>
        <source>Change an engine</source>
        <translation>修改翻译引擎</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Price of a million characters</source>
        <translation>每百万字符价格</translation>
    </message>
    <message>
        <source>Address and key stay on this machine, encrypted; the key is sent to this address and to no other.</source>
        <translation>地址和密钥加密保存在本机；密钥只发送到此地址。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>the service&apos;s own address</source>
        <translation>服务的官方地址</translation>
    </message>
    <message>
        <source>Another engine has this name.</source>
        <translation>已有同名引擎。</translation>
    </message>
    <message>
        <source>Asking for one harmless sentence …</source>
        <translation>正在用一句无关紧要的话测试…</translation>
    </message>
    <message>
        <source>This is another address: enter the key that belongs to it.</source>
        <translation>地址已更换：请输入该地址对应的密钥。</translation>
    </message>
</context>
<context>
    <name>EngineRow</name>
    <message>
        <source>on this machine</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>texts leave this machine</source>
        <translation>内容会离开本机</translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation>使用{name}</translation>
    </message>
    <message>
        <source>Ask {name} earlier</source>
        <translation>提前使用{name}</translation>
    </message>
    <message>
        <source>Ask {name} later</source>
        <translation>推后使用{name}</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test {name}</source>
        <translation>测试{name}</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>{name}的更多操作</translation>
    </message>
</context>
<context>
    <name>EnginesCard</name>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“{name}” is deleted, with its key</source>
        <translation>已删除“{name}”及其密钥</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Asking for one harmless sentence …</source>
        <translation>正在用一句无关紧要的话测试…</translation>
    </message>
    <message>
        <source>all languages</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <source>{languages} (own order)</source>
        <translation>{languages}（单独顺序）</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>翻译引擎</translation>
    </message>
    <message>
        <source>Asked in this order when the memory does not know a sentence; every answer&apos;s figures are checked.</source>
        <translation>记忆库没有的句子按此顺序交给引擎翻译；每次都会核对译文中的数字。</translation>
    </message>
    <message>
        <source>Add an engine …</source>
        <translation>添加引擎…</translation>
    </message>
    <message>
        <source>None yet. The memory and glossary that came with the desk translate common trade sentences.</source>
        <translation>尚未添加。随软件提供的记忆库和术语表可翻译常用外贸句子。</translation>
    </message>
    <message>
        <source>Order for</source>
        <translation>顺序适用于</translation>
    </message>
    <message>
        <source>As for all languages</source>
        <translation>与所有语言相同</translation>
    </message>
</context>
<context>
    <name>EnterDialog</name>
    <message>
        <source>Negotiation with {name}</source>
        <translation>与 {name} 的洽谈</translation>
    </message>
    <message>
        <source>How to get in</source>
        <translation>如何入会</translation>
    </message>
    <message>
        <source>Invite a colleague …</source>
        <translation>邀请同事…</translation>
    </message>
    <message>
        <source>Check my readiness</source>
        <translation>洽谈准备检查</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Enter the negotiation</source>
        <translation>进入洽谈</translation>
    </message>
    <message>
        <source>{when} · {distance}</source>
        <translation>{when} · {distance}</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Meeting number</source>
        <translation>会议号</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>会议密码</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>链接指向</translation>
    </message>
    <message>
        <source>Correct it …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Type in the meeting …</source>
        <translation>填写会议信息…</translation>
    </message>
    <message>
        <source>Enter with {program}</source>
        <translation>用{program}进入</translation>
    </message>
    <message>
        <source>Enter in the browser</source>
        <translation>用浏览器进入</translation>
    </message>
    <message>
        <source>This booking was cancelled.</source>
        <translation>该预约已取消。</translation>
    </message>
    <message>
        <source>The meeting that was given for it is not opened. Ask for another one, or correct it.</source>
        <translation>系统不会打开这个会议。请索取新的会议信息，或自行更正。</translation>
    </message>
    <message>
        <source>There is no meeting yet. Make one in your meeting client, then type it in here.</source>
        <translation>还没有会议。请先在会议客户端预定会议，再把会议信息填到这里。</translation>
    </message>
    <message>
        <source>There is no meeting yet. Whoever receives the buyer, or the main account, types it in.</source>
        <translation>还没有会议。由接待人或主账号填写会议信息。</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>{program} was started. If nothing appears within a few seconds, enter in the browser or type the meeting number into {program}.</source>
        <translation>已启动{program}。如果几秒内没有出现，请改用浏览器进入，或在{program}中输入会议号。</translation>
    </message>
    <message>
        <source>{program} was not found on this machine, so the browser was opened. The page lets you join or get the program.</source>
        <translation>本机未找到{program}，已改用浏览器打开。可在网页中入会，或下载客户端。</translation>
    </message>
    <message>
        <source>The browser was opened. If the meeting does not appear, copy the number or the address.</source>
        <translation>已打开浏览器。如果没有看到会议，请复制会议号或链接。</translation>
    </message>
    <message>
        <source>Not everything is ready: check</source>
        <translation>准备未完成，去检查</translation>
    </message>
</context>
<context>
    <name>ExhibitBlock</name>
    <message>
        <source>Open the image</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>An exhibit that is not listed any more</source>
        <translation>已下架的展品</translation>
    </message>
    <message>
        <source>Asks about</source>
        <translation>询问展品</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>展示展品</translation>
    </message>
</context>
<context>
    <name>ExhibitPopup</name>
    <message>
        <source>In which language</source>
        <translation>选择语言</translation>
    </message>
    <message>
        <source>The exhibit in another language</source>
        <translation>用其他语言查看展品</translation>
    </message>
    <message>
        <source>The exhibitor&apos;s own words</source>
        <translation>参展商原文</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Where to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>a page to read in any browser (conversation.html)</source>
        <translation>可用浏览器阅读的网页（conversation.html）</translation>
    </message>
    <message>
        <source>data for programs (conversation.json)</source>
        <translation>供程序使用的数据（conversation.json）</translation>
    </message>
    <message>
        <source>a list of SHA-256 hashes, by which changes show (SHA256SUMS)</source>
        <translation>SHA-256 校验清单，可查验是否被改动（SHA256SUMS）</translation>
    </message>
    <message>
        <source>Your private notes are not included.</source>
        <translation>不包含您的备注。</translation>
    </message>
    <message numerus="yes">
        <source>%n older message(s) are only on the server.</source>
        <translation>
            <numerusform>另有 %n 条较早的消息只在服务器上。</numerusform>
        </translation>
    </message>
    <message>
        <source>You are offline: what is on this machine is exported; what is missing is named in the files.</source>
        <translation>您已离线：将导出本机已有的内容，缺少的部分会在文件中注明。</translation>
    </message>
    <message>
        <source>Fetching older messages …</source>
        <translation>正在下载较早的消息…</translation>
    </message>
    <message>
        <source>Writing {done} of {total} …</source>
        <translation>正在写入第 {done} 条，共 {total} 条…</translation>
    </message>
    <message>
        <source>Written: {what}</source>
        <translation>已导出：{what}</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be included: they are only on the server.</source>
        <translation>
            <numerusform>%n 条消息未能导出，它们只在服务器上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be included in full size.</source>
        <translation>
            <numerusform>%n 张图片未能以原尺寸导出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export a conversation</source>
        <translation>导出会话</translation>
    </message>
    <message>
        <source>Export the conversation with {name}</source>
        <translation>导出与 {name} 的会话</translation>
    </message>
    <message>
        <source>As</source>
        <translation>导出为</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>ZIP file</source>
        <translation>ZIP 文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Fetch what is not on this machine first</source>
        <translation>先下载本机没有的消息和图片</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>Conversation</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>尚未发出</translation>
    </message>
    <message>
        <source>[An image that was not on this machine]</source>
        <translation>[本机没有的图片]</translation>
    </message>
    <message>
        <source>[Messages {first} to {last} were not on this machine]</source>
        <translation>[第 {first} 至 {last} 条消息不在本机上]</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家/地区</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Exhibit</source>
        <translation>展品</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出时间</translation>
    </message>
</context>
<context>
    <name>Fact</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>复制：{name}</translation>
    </message>
    <message>
        <source>Copy what is marked</source>
        <translation>复制选中的内容</translation>
    </message>
</context>
<context>
    <name>FeedRow</name>
    <message>
        <source>Whole schedule</source>
        <translation>全部日程</translation>
    </message>
    <message>
        <source>My schedule</source>
        <translation>我的日程</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Made: {when}</source>
        <translation>创建于 {when}</translation>
    </message>
    <message>
        <source>Last read: {when}</source>
        <translation>最近读取：{when}</translation>
    </message>
    <message>
        <source>Never read yet</source>
        <translation>尚未被读取</translation>
    </message>
    <message>
        <source>Revoke for good</source>
        <translation>确认撤销</translation>
    </message>
</context>
<context>
    <name>FeedsDialog</name>
    <message>
        <source>Subscribe in another calendar</source>
        <translation>在其他日历中订阅</translation>
    </message>
    <message>
        <source>There is no address yet.</source>
        <translation>还没有日历地址。</translation>
    </message>
    <message>
        <source>New address: my schedule</source>
        <translation>新建地址：我的日程</translation>
    </message>
    <message>
        <source>New address: whole schedule</source>
        <translation>新建地址：全部日程</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A calendar program that subscribes to such an address shows your negotiations and keeps up with them: times, buyers and companies, but no meeting links, passcodes or contacts. Whoever has the address can read it without signing in; revoke it when it is no longer needed.</source>
        <translation>日历软件订阅此地址后，会显示您的洽谈并保持更新：包括时间、采购商和公司，不含会议链接、会议密码和联系方式。任何人拿到地址，无需登录即可查看；不再需要时请撤销。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Said by anyone</source>
        <translation>不限发送人</translation>
    </message>
    <message>
        <source>Said by buyers</source>
        <translation>采购商发送</translation>
    </message>
    <message>
        <source>Said by us</source>
        <translation>我方发送</translation>
    </message>
    <message>
        <source>Said by me</source>
        <translation>我发送</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>近一年</translation>
    </message>
    <message>
        <source>Archived ones too</source>
        <translation>包含已归档</translation>
    </message>
    <message>
        <source>Without archived ones</source>
        <translation>不含已归档</translation>
    </message>
    <message>
        <source>Archived ones only</source>
        <translation>仅已归档</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>发送人</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>仅我的</translation>
    </message>
</context>
<context>
    <name>FirstPasswordDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>FolderMenus</name>
    <message>
        <source>Import files …</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Type in a card …</source>
        <translation>录入名片…</translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>撤销导入</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s), {time} …</source>
        <translation>
            <numerusform>%n 张，{time}…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n whole card(s)</source>
        <translation>
            <numerusform>复制整张名片（%n 张）</numerusform>
        </translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Merge …</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied: {name}</source>
        <translation>已复制：{name}</translation>
    </message>
    <message numerus="yes">
        <source>%n whole card(s) copied</source>
        <translation>
            <numerusform>已复制 %n 张名片</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the whole card</source>
        <translation>复制整张名片</translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>No card is like that</source>
        <translation>没有符合条件的名片</translation>
    </message>
    <message>
        <source>Show all cards</source>
        <translation>显示全部名片</translation>
    </message>
    <message>
        <source>Cards that buyers hand over in a chat come here. Those you have elsewhere can be imported.</source>
        <translation>采购商在会话中递出的名片会收到这里，其他地方的名片可以导入。</translation>
    </message>
    <message>
        <source>No cards yet</source>
        <translation>还没有名片</translation>
    </message>
    <message>
        <source>Import a file …</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Duplicates {count}</source>
        <translation>疑似重复 {count}</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Phone, e-mail</source>
        <translation>电话、邮箱</translation>
    </message>
    <message>
        <source>Tags, follow-up</source>
        <translation>标签、跟进</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>day and month, Qt pattern</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>short date, Qt pattern</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>weekday, day and month, Qt pattern</comment>
        <translation>M月d日 dddd</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>long date, Qt pattern</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>{date} {time}</source>
        <translation>{date} {time}</translation>
    </message>
    <message>
        <source>{count} min</source>
        <comment>span</comment>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} h</source>
        <comment>span</comment>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} d</source>
        <comment>span</comment>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between things listed</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help with negotiations</source>
        <translation>洽谈帮助</translation>
    </message>
    <message>
        <source>Getting in</source>
        <translation>如何入会</translation>
    </message>
    <message>
        <source>During the negotiation</source>
        <translation>洽谈过程中</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>While writing</source>
        <translation>输入消息时</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Break the line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Choose a phrase</source>
        <translation>选择常用语</translation>
    </message>
    <message>
        <source>Paste text, a screenshot or image files</source>
        <translation>粘贴文字、截图或图片文件</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>拖放</translation>
    </message>
    <message>
        <source>Drop images onto the chat to add them</source>
        <translation>将图片拖到聊天窗口即可添加</translation>
    </message>
    <message>
        <source>Leave the field; what is typed stays</source>
        <translation>离开输入框，已输入的内容会保留</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>会话列表中</translation>
    </message>
    <message>
        <source>Show the conversation above or below</source>
        <translation>查看上一个或下一个会话</translation>
    </message>
    <message>
        <source>Open it and write</source>
        <translation>打开会话并开始输入</translation>
    </message>
    <message>
        <source>In the filters: the one before or after</source>
        <translation>在筛选栏中：上一项或下一项</translation>
    </message>
    <message>
        <source>What can be done with it (also by right click)</source>
        <translation>可执行的操作（右键亦可）</translation>
    </message>
    <message>
        <source>In the messages</source>
        <translation>消息区中</translation>
    </message>
    <message>
        <source>From message to message</source>
        <translation>逐条浏览消息</translation>
    </message>
    <message>
        <source>Through the links and buttons of a message</source>
        <translation>在消息内的链接和按钮间移动</translation>
    </message>
    <message>
        <source>Open an image or a link, try again</source>
        <translation>打开图片或链接，或重试发送</translation>
    </message>
    <message>
        <source>Select text, also across messages</source>
        <translation>选择文字，可跨多条消息</translation>
    </message>
    <message>
        <source>Copy what is selected, else the message</source>
        <translation>复制所选内容；未选时复制整条消息</translation>
    </message>
    <message>
        <source>Select everything that is loaded</source>
        <translation>全选已载入的消息</translation>
    </message>
    <message>
        <source>To the oldest loaded or to the newest</source>
        <translation>到已载入的最早一条或最新一条</translation>
    </message>
    <message>
        <source>Discard a message that was not sent</source>
        <translation>放弃未发出的消息</translation>
    </message>
    <message>
        <source>With an image open</source>
        <translation>查看图片时</translation>
    </message>
    <message>
        <source>The image before or after</source>
        <translation>上一张或下一张图片</translation>
    </message>
    <message>
        <source>Larger, smaller, fit the window</source>
        <translation>放大、缩小、适合窗口</translation>
    </message>
    <message>
        <source>Copy or save it</source>
        <translation>复制或保存图片</translation>
    </message>
    <message>
        <source>In the list of purchase intents</source>
        <translation>采购意向列表中</translation>
    </message>
    <message>
        <source>Show it beside the list</source>
        <translation>在列表旁显示详情</translation>
    </message>
    <message>
        <source>Chat with the buyer</source>
        <translation>与采购商会话</translation>
    </message>
    <message>
        <source>Send my business card; once more: at once</source>
        <translation>发送我的名片；再按一次立即发出</translation>
    </message>
    <message>
        <source>Mark as done, or not done after all</source>
        <translation>标记为已处理，或取消已处理</translation>
    </message>
    <message>
        <source>Assign, also several</source>
        <translation>分配，可同时分配多条</translation>
    </message>
    <message>
        <source>Translate, or show the original</source>
        <translation>翻译，或显示原文</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>No buyer is named so</source>
        <translation>没有找到这样的采购商</translation>
    </message>
    <message>
        <source>Name, company and e-mail are searched.</source>
        <translation>可按姓名、公司和邮箱查找。</translation>
    </message>
    <message>
        <source>No buyer has written to the company yet</source>
        <translation>还没有采购商联系公司</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Buyer, company or e-mail</source>
        <translation>采购商、公司或邮箱</translation>
    </message>
    <message>
        <source>Search the company&apos;s buyers</source>
        <translation>查找公司的采购商</translation>
    </message>
    <message>
        <source>Conversations of the company</source>
        <translation>公司的会话</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Choose a conversation</source>
        <translation>请选择一个会话</translation>
    </message>
    <message>
        <source>You can look at what all colleagues have written with their buyers. You cannot write there.</source>
        <translation>您可以查看所有同事与采购商的聊天记录，但不能在其中发言。</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Search in this conversation</source>
        <translation>在此会话中查找</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Everything of this conversation that is on this machine is searched, also off-line.</source>
        <translation>查找本机上此会话的全部内容，离线也可使用。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>找到 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>No message here has all these words. Older ones may still be on the server only.</source>
        <translation>这里没有包含全部关键词的消息。更早的消息可能只在服务器上。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>我</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 条，共 {count} 条</translation>
    </message>
    <message>
        <source>No message of this conversation has all these words.</source>
        <translation>此会话中没有同时包含这些词的消息。</translation>
    </message>
    <message>
        <source>Hit above (newer), Shift+Enter</source>
        <translation>上一条结果（较新），Shift+Enter</translation>
    </message>
    <message>
        <source>Hit below (older), Enter</source>
        <translation>下一条结果（较早），Enter</translation>
    </message>
    <message>
        <source>Go to a date</source>
        <translation>跳转到日期</translation>
    </message>
    <message>
        <source>Export this conversation</source>
        <translation>导出此会话</translation>
    </message>
    <message>
        <source>Search this chat</source>
        <translation>查找本会话</translation>
    </message>
    <message>
        <source>Days, or messages found</source>
        <translation>日期或找到的消息</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Image {place} of {count}, {time}</source>
        <translation>第 {place} 张图片，共 {count} 张，{time}</translation>
    </message>
</context>
<context>
    <name>ImageViewer</name>
    <message>
        <source>Loading the image</source>
        <translation>正在加载图片</translation>
    </message>
    <message>
        <source>The image is damaged and cannot be shown.</source>
        <translation>图片已损坏，无法显示。</translation>
    </message>
    <message>
        <source>Save the image</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The image could not be saved there.</source>
        <translation>无法将图片保存到该位置。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Copy the image</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>ImagesSection</name>
    <message>
        <source>Images ({count})</source>
        <translation>图片（{count}）</translation>
    </message>
    <message>
        <source>Show more images</source>
        <translation>显示更多图片</translation>
    </message>
</context>
<context>
    <name>InboxEmpty</name>
    <message>
        <source>Opening your conversations</source>
        <translation>正在打开会话</translation>
    </message>
    <message>
        <source>Nothing is on this machine yet</source>
        <translation>本机还没有内容</translation>
    </message>
    <message>
        <source>Your conversations are loaded as soon as the server answers. Then they stay readable.</source>
        <translation>服务器响应后即加载会话，之后离线也可查看。</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>没有匹配的名称</translation>
    </message>
    <message>
        <source>Names and companies in this list were searched.</source>
        <translation>已查找此列表中的姓名与公司。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除查找</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No chats with colleagues yet</source>
        <translation>还没有与同事的会话</translation>
    </message>
    <message>
        <source>Write to a colleague</source>
        <translation>联系同事</translation>
    </message>
    <message>
        <source>No buyer has written yet</source>
        <translation>还没有采购商来咨询</translation>
    </message>
    <message>
        <source>{done} of {total} conversations</source>
        <translation>已加载 {done} / {total} 个会话</translation>
    </message>
    <message>
        <source>Asking the server what there is.</source>
        <translation>正在向服务器查询。</translation>
    </message>
    <message>
        <source>Loading your conversations</source>
        <translation>正在加载会话</translation>
    </message>
    <message>
        <source>Every buyer has been answered</source>
        <translation>所有采购商均已回复</translation>
    </message>
    <message>
        <source>You have read everything</source>
        <translation>没有未读消息</translation>
    </message>
    <message>
        <source>No conversation is yours at the moment</source>
        <translation>目前没有由您负责的会话</translation>
    </message>
    <message>
        <source>Every buyer is being served by somebody</source>
        <translation>所有采购商均有人接待</translation>
    </message>
    <message>
        <source>You have not starred any conversation</source>
        <translation>还没有加星标的会话</translation>
    </message>
    <message>
        <source>Nothing is archived</source>
        <translation>没有已归档的会话</translation>
    </message>
    <message>
        <source>This colleague serves nobody at the moment</source>
        <translation>该同事目前没有接待采购商</translation>
    </message>
    <message>
        <source>Nobody has this tag</source>
        <translation>没有采购商带此标签</translation>
    </message>
    <message>
        <source>Ask a colleague something: they read it at their own desk.</source>
        <translation>有事可随时询问同事，对方在自己的工作台上即可看到。</translation>
    </message>
    <message>
        <source>As soon as a buyer asks about one of your exhibits, they appear here.</source>
        <translation>采购商咨询您的展品后，会出现在这里。</translation>
    </message>
</context>
<context>
    <name>InboxMenu</name>
    <message>
        <source>Remove the star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Notify again</source>
        <translation>恢复通知</translation>
    </message>
    <message>
        <source>Do not notify</source>
        <translation>消息免打扰</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>复制姓名</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>标为未读</translation>
    </message>
    <message>
        <source>New tag …</source>
        <translation>新标签…</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message>
        <source>Search buyers and messages</source>
        <translation>查找采购商与消息</translation>
    </message>
    <message>
        <source>Sort and narrow the list</source>
        <translation>排序与筛选</translation>
    </message>
    <message>
        <source>Write to a colleague</source>
        <translation>联系同事</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message numerus="yes">
        <source>%n with something unread</source>
        <translation>
            <numerusform>%n 个会话有未读消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxWording</name>
    <message>
        <source>Unnamed</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Us:</source>
        <comment>before the last line, said by our side</comment>
        <translation>我方：</translation>
    </message>
    <message>
        <source>Nothing was said yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>[Recalled message]</source>
        <translation>[消息已撤回]</translation>
    </message>
    <message>
        <source>[Image]</source>
        <translation>[图片]</translation>
    </message>
    <message>
        <source>[Business card]</source>
        <translation>[名片]</translation>
    </message>
    <message>
        <source>[Exhibit]</source>
        <translation>[展品]</translation>
    </message>
    <message>
        <source>[Conversation]</source>
        <translation>[会话]</translation>
    </message>
    <message>
        <source>[Other message]</source>
        <translation>[其他消息]</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>已标为未读</translation>
    </message>
    <message>
        <source>waiting for {span}</source>
        <translation>已等候 {span}</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>translated</source>
        <translation>自动翻译</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Served by {name}</source>
        <translation>由{name}接待</translation>
    </message>
    <message>
        <source>Nobody serves this buyer yet</source>
        <translation>该采购商尚无人接待</translation>
    </message>
    <message>
        <source>Has been waiting for an answer for {span}</source>
        <translation>已等候回复 {span}</translation>
    </message>
    <message>
        <source>You marked this as unread</source>
        <translation>您已将此会话标为未读</translation>
    </message>
    <message>
        <source>Messages are translated by themselves</source>
        <translation>消息会自动翻译</translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>标签：{tags}</translation>
    </message>
    <message>
        <source>[Slots]</source>
        <translation>[洽谈时段]</translation>
    </message>
    <message>
        <source>[Purchase intent]</source>
        <translation>[采购意向]</translation>
    </message>
</context>
<context>
    <name>IntentBlock</name>
    <message>
        <source>Purchase intent</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>to {country}</source>
        <translation>运往{country}</translation>
    </message>
    <message>
        <source>offers until {day}</source>
        <translation>报价截止 {day}</translation>
    </message>
    <message>
        <source>Open the purchase intent</source>
        <translation>打开采购意向</translation>
    </message>
</context>
<context>
    <name>IntentDetail</name>
    <message>
        <source>Description, price, quantity, pictures and the buyer&apos;s name are hidden: your account may not see details. Your main account can allow it.</source>
        <translation>描述、价格、数量、图片和采购商姓名已隐藏：您的账号没有查看详情的权限，可请主账号开通。</translation>
    </message>
    <message>
        <source>Open the chat</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Start a chat</source>
        <translation>发起会话</translation>
    </message>
    <message>
        <source>Starting the chat …</source>
        <translation>正在发起会话…</translation>
    </message>
    <message>
        <source>Send my card</source>
        <translation>发送名片</translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation>取消已处理</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标记为已处理</translation>
    </message>
    <message>
        <source>Assign …</source>
        <translation>分配…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Matched exhibits</source>
        <translation>匹配的展品</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>What has happened</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>The chosen purchase intent</source>
        <translation>所选采购意向</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Send card again</source>
        <translation>再次发送名片</translation>
    </message>
    <message>
        <source>None of your exhibits fits by its words; the purchase intent is in your section of the fair.</source>
        <translation>没有展品与其关键词相符；该采购意向属于您参展的展区。</translation>
    </message>
</context>
<context>
    <name>IntentDoing</name>
    <message>
        <source>Your card is on its way</source>
        <translation>名片正在发送</translation>
    </message>
    <message>
        <source>You are off-line: the chat is started as soon as you are back</source>
        <translation>您已离线：恢复联网后会自动发起会话</translation>
    </message>
    <message numerus="yes">
        <source>%n intent(s) marked as done</source>
        <translation>
            <numerusform>已将 %n 条意向标记为已处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n intent(s) opened again</source>
        <translation>
            <numerusform>已重新打开 %n 条意向</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n intent(s) assigned to {name}</source>
        <translation>
            <numerusform>已将 %n 条意向分配给 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>IntentFacts</name>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Target price</source>
        <translation>目标价</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Offers until</source>
        <translation>报价截止</translation>
    </message>
</context>
<context>
    <name>IntentFilters</name>
    <message>
        <source>All sections</source>
        <translation>全部展区</translation>
    </message>
    <message>
        <source>All countries</source>
        <translation>全部国家</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚未分配</translation>
    </message>
    <message>
        <source>All colleagues</source>
        <translation>全部同事</translation>
    </message>
    <message>
        <source>All exhibits</source>
        <translation>全部展品</translation>
    </message>
    <message>
        <source>What is wanted, by whom</source>
        <translation>求购内容、采购商</translation>
    </message>
    <message>
        <source>Search the purchase intents</source>
        <translation>搜索采购意向</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未办</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>More states</source>
        <translation>更多状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>Nearest deadline first</source>
        <translation>截止日期优先</translation>
    </message>
    <message>
        <source>Best match first</source>
        <translation>匹配度优先</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>展区</translation>
    </message>
    <message>
        <source>The buyer&apos;s country</source>
        <translation>采购商所在国家</translation>
    </message>
    <message>
        <source>Whose it is</source>
        <translation>跟进人</translation>
    </message>
    <message>
        <source>Matched exhibit</source>
        <translation>匹配的展品</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>IntentHistory</name>
    <message>
        <source>Published by the buyer</source>
        <translation>采购商发布</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Card sent</source>
        <translation>已发送名片</translation>
    </message>
    <message>
        <source>Chat started</source>
        <translation>已发起会话</translation>
    </message>
    <message>
        <source>Marked as done by {name}</source>
        <translation>{name} 标记为已处理</translation>
    </message>
    <message>
        <source>Withdrawn by the buyer</source>
        <translation>采购商已撤回</translation>
    </message>
    <message>
        <source>The deadline has passed</source>
        <translation>截止日期已过</translation>
    </message>
    <message>
        <source>Received; waits to be assigned</source>
        <translation>收到，等待分配</translation>
    </message>
    <message>
        <source>Received; came to {name}, who looks after the exhibit that matched best</source>
        <translation>收到，归 {name}：负责最匹配的展品</translation>
    </message>
    <message>
        <source>Received; came to {name}, who looks after its section</source>
        <translation>收到，归 {name}：负责该展区</translation>
    </message>
    <message>
        <source>Received; came to {name}: intents are assigned by hand</source>
        <translation>收到，归 {name}：采购意向由人工分配</translation>
    </message>
    <message>
        <source>Received; came to {name}, the main account: nobody looks after what matched</source>
        <translation>收到，归主账号 {name}：匹配的展品和展区没有关联账号</translation>
    </message>
    <message>
        <source>Received; came to {name}, who is talking with this buyer</source>
        <translation>收到，归 {name}：正在与该采购商会话</translation>
    </message>
    <message>
        <source>Received; came to {name}, who served this buyer last</source>
        <translation>收到，归 {name}：上次接待过该采购商</translation>
    </message>
    <message>
        <source>Received; came to {name}, who stands in when nobody else is free</source>
        <translation>收到，归 {name}：无人空闲时由其应急</translation>
    </message>
    <message>
        <source>Received; assigned to {name}</source>
        <translation>收到，分配给 {name}</translation>
    </message>
    <message>
        <source>Received; came to {name}</source>
        <translation>收到，归 {name} 跟进</translation>
    </message>
    <message>
        <source>Asking the server …</source>
        <translation>正在询问服务器…</translation>
    </message>
    <message>
        <source>The server has no decision about this intent any more.</source>
        <translation>服务器上已没有这条意向的分配记录。</translation>
    </message>
    <message>
        <source>{time}: {what}</source>
        <translation>{time}：{what}</translation>
    </message>
    <message>
        <source>Why is it mine?</source>
        <translation>为什么分给我？</translation>
    </message>
    <message>
        <source>Why did it go there?</source>
        <translation>为什么分给其？</translation>
    </message>
</context>
<context>
    <name>IntentNotice</name>
    <message>
        <source>A purchase intent matches your exhibits: {title}</source>
        <translation>采购意向与您的展品匹配：{title}</translation>
    </message>
    <message>
        <source>A purchase intent matches your exhibits</source>
        <translation>有采购意向与您的展品匹配</translation>
    </message>
    <message>
        <source>A purchase intent is yours now: {title}</source>
        <translation>采购意向已分给您：{title}</translation>
    </message>
    <message>
        <source>A purchase intent is yours now</source>
        <translation>一条采购意向已分给您</translation>
    </message>
    <message>
        <source>fits {score} %</source>
        <translation>匹配度 {score}%</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>来自 {name}</translation>
    </message>
</context>
<context>
    <name>IntentReading</name>
    <message>
        <source>Translating …</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Show the original</source>
        <translation>显示原文</translation>
    </message>
</context>
<context>
    <name>IntentStrip</name>
    <message>
        <source>offers until {day}</source>
        <translation>报价截止 {day}</translation>
    </message>
    <message>
        <source>About the purchase intent {title}</source>
        <translation>关于采购意向 {title}</translation>
    </message>
    <message>
        <source>Open the purchase intent</source>
        <translation>打开采购意向</translation>
    </message>
</context>
<context>
    <name>IntentTelling</name>
    <message numerus="yes">
        <source>%n new purchase intent(s)</source>
        <translation>
            <numerusform>%n 条新采购意向</numerusform>
        </translation>
    </message>
    <message>
        <source>New purchase intent: {title}</source>
        <translation>新采购意向：{title}</translation>
    </message>
    <message>
        <source>Purchase intent to assign: {title}</source>
        <translation>待分配的采购意向：{title}</translation>
    </message>
</context>
<context>
    <name>Intents</name>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Contacted</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>{state} · not sent yet</source>
        <translation>{state} · 尚未发送</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>A buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>past</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>last day today</source>
        <translation>今天截止</translation>
    </message>
    <message>
        <source>The buyer has withdrawn this intent and wants no more offers. What was begun goes on.</source>
        <translation>采购商已撤回这条意向，不再接受报价；已开始的洽谈可以继续。</translation>
    </message>
    <message>
        <source>The deadline for offers has passed. A chat that has been started goes on.</source>
        <translation>报价截止日期已过；已发起的会话可以继续。</translation>
    </message>
    <message>
        <source>a former colleague</source>
        <translation>前同事</translation>
    </message>
    <message>
        <source>An exhibit that is not listed any more</source>
        <translation>已下架的展品</translation>
    </message>
    <message>
        <source>{score} %</source>
        <translation>{score}%</translation>
    </message>
    <message>
        <source>same words: {words}</source>
        <translation>关键词相同：{words}</translation>
    </message>
    <message>
        <source>same section</source>
        <translation>同展区</translation>
    </message>
    <message>
        <source>same category</source>
        <translation>同类目</translation>
    </message>
    <message>
        <source>same words</source>
        <translation>关键词相同</translation>
    </message>
    <message>
        <source>price fits</source>
        <translation>价格相符</translation>
    </message>
    <message>
        <source>quantity above MOQ</source>
        <translation>数量达到起订量</translation>
    </message>
    <message>
        <source>complete details</source>
        <translation>资料完整</translation>
    </message>
    <message>
        <source>The intent was not assigned.</source>
        <translation>意向未分配。</translation>
    </message>
    <message>
        <source>The card was not sent.</source>
        <translation>名片未发送。</translation>
    </message>
    <message>
        <source>The chat was not started.</source>
        <translation>会话未发起。</translation>
    </message>
    <message>
        <source>Its state was not changed.</source>
        <translation>状态未更改。</translation>
    </message>
</context>
<context>
    <name>IntentsSection</name>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
</context>
<context>
    <name>IntentsView</name>
    <message>
        <source>No purchase intent is like that</source>
        <translation>没有符合条件的采购意向</translation>
    </message>
    <message>
        <source>Show all of them</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>When a buyer publishes what they want and it fits one of your exhibits, it appears here. The fuller your exhibits are described, the better they match.</source>
        <translation>采购商发布的需求与您的展品相符时，会出现在这里。展品资料越完整，匹配越准。</translation>
    </message>
    <message>
        <source>No purchase intents yet</source>
        <translation>还没有采购意向</translation>
    </message>
    <message>
        <source>An exhibit appears here with each purchase intent that it fits.</source>
        <translation>展品与每条相符的采购意向都会列在这里。</translation>
    </message>
    <message>
        <source>Nothing has matched yet</source>
        <translation>还没有匹配</translation>
    </message>
    <message>
        <source>Purchase intents that are given to you appear here, and you are told at once.</source>
        <translation>分给您的采购意向会出现在这里，并立即提醒您。</translation>
    </message>
    <message>
        <source>You have received none yet</source>
        <translation>您还没有收到采购意向</translation>
    </message>
    <message>
        <source>This purchase intent is no longer yours to see</source>
        <translation>您已无权查看这条采购意向</translation>
    </message>
    <message>
        <source>Chat with the buyer</source>
        <translation>与采购商会话</translation>
    </message>
    <message>
        <source>Send my card</source>
        <translation>发送名片</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation>取消已处理</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标记为已处理</translation>
    </message>
    <message>
        <source>Assign …</source>
        <translation>分配…</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Lists of purchase intents</source>
        <translation>采购意向列表</translation>
    </message>
    <message>
        <source>Received by me</source>
        <translation>我收到的意向</translation>
    </message>
    <message>
        <source>All intents</source>
        <translation>全部意向</translation>
    </message>
    <message>
        <source>Matched exhibits</source>
        <translation>匹配的展品</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚未分配</translation>
    </message>
    <message>
        <source>What is wanted</source>
        <translation>求购内容</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Quantity, target price</source>
        <translation>数量、目标价</translation>
    </message>
    <message>
        <source>Offers until</source>
        <translation>报价截止</translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>最佳匹配</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>跟进人</translation>
    </message>
    <message>
        <source>State, received</source>
        <translation>状态、收到时间</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Sent to {name}</source>
        <translation>已发送给{name}</translation>
    </message>
    <message>
        <source>Invite a colleague</source>
        <translation>邀请同事</translation>
    </message>
    <message>
        <source>Receiver and buyer may pass the meeting on. It goes as a message in your chat with them.</source>
        <translation>接待人和采购商都可以转发会议。会议信息将以消息形式发到你们的会话中。</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Name, in Chinese or Latin letters</source>
        <translation>姓名，汉字或拼音</translation>
    </message>
    <message>
        <source>No colleague by that name</source>
        <translation>没有这个名字的同事</translation>
    </message>
    <message>
        <source>This is what they get</source>
        <translation>对方将收到</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>ItemMenu</name>
    <message>
        <source>Copy the selection</source>
        <translation>复制所选文字</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Open the image</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Reply with a quote</source>
        <translation>引用回复</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Discard, back into the field</source>
        <translation>放弃并放回输入框</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Translate, or back to the original</source>
        <translation>翻译／显示原文</translation>
    </message>
    <message>
        <source>Translate the selection</source>
        <translation>翻译所选内容</translation>
    </message>
    <message>
        <source>Mend this translation …</source>
        <translation>修正译文…</translation>
    </message>
    <message>
        <source>What was typed, or back</source>
        <translation>查看输入的原文／返回</translation>
    </message>
    <message>
        <source>The exhibit in another language …</source>
        <translation>用其他语言查看展品…</translation>
    </message>
    <message>
        <source>The card in my language …</source>
        <translation>用我的语言查看名片…</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Go to the newest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s), go to the newest</source>
        <translation>
            <numerusform>%n 条新消息，跳到最新</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanguageChips</name>
    <message>
        <source>Add a language …</source>
        <translation>添加语言…</translation>
    </message>
    <message>
        <source>Add a language</source>
        <translation>添加语言</translation>
    </message>
</context>
<context>
    <name>Lead</name>
    <message>
        <source>Never</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>When it begins</source>
        <translation>开始时</translation>
    </message>
    <message>
        <source>A day before</source>
        <translation>提前一天</translation>
    </message>
    <message>
        <source>{count} h before</source>
        <translation>提前 {count} 小时</translation>
    </message>
    <message>
        <source>{count} min before</source>
        <translation>提前 {count} 分钟</translation>
    </message>
</context>
<context>
    <name>LeadChoice</name>
    <message>
        <source>Remind me</source>
        <translation>提醒我</translation>
    </message>
    <message>
        <source>As usual: {when}</source>
        <translation>默认：{when}</translation>
    </message>
</context>
<context>
    <name>LeavingQuestion</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign out of this desk?</source>
        <translation>要退出登录吗？</translation>
    </message>
    <message>
        <source>Your conversations stay on this machine, encrypted, and open again when you sign in.</source>
        <translation>会话以加密方式保留在本机，再次登录即可打开。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) or draft(s) have not left yet; they wait for you.</source>
        <translation>
            <numerusform>有 %n 条消息或草稿尚未发出，会为您保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Also erase everything on this machine</source>
        <translation>同时清除本机上的全部内容</translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message>
        <source>What has left for translation</source>
        <translation>送出翻译的内容记录</translation>
    </message>
    <message>
        <source>One line for each request, written before it leaves. The texts themselves are not kept here.</source>
        <translation>每次请求一行，在送出之前记录。此处不保存内容本身。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符数</translation>
    </message>
    <message>
        <source>Nothing has left yet</source>
        <translation>尚无内容送出</translation>
    </message>
    <message>
        <source>The memory on this machine did all of it.</source>
        <translation>全部由本机记忆库翻译。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} characters left this machine in all</source>
        <translation>共有 {count} 个字符离开本机</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Stayed on this machine</source>
        <translation>未离开本机</translation>
    </message>
    <message>
        <source>From</source>
        <translation>源语言</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标语言</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Kept as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>导出为 CSV 表格…</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV 表格</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>This link leads out of Workstation, to:</source>
        <translation>此链接将离开 Workstation，前往：</translation>
    </message>
    <message>
        <source>Whole address</source>
        <translation>完整地址</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Mind the host above: what stands before the @ in the address says nothing about it.</source>
        <translation>请以上方的主机名为准：地址中 @ 之前的内容与实际去向无关。</translation>
    </message>
    <message>
        <source>The message shows it as {host}, with letters that may only look familiar.</source>
        <translation>消息中显示为 {host}，其中可能有形似的字母。</translation>
    </message>
</context>
<context>
    <name>ListFoot</name>
    <message numerus="yes">
        <source>%n beyond {limit} stay: unanswered, starred, pinned, marked as unread, with a draft or unsent</source>
        <translation>
            <numerusform>超出 {limit} 位的 %n 位仍保留：未回复、星标、置顶、标为未读、有草稿或待发消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older buyer(s) in the archive</source>
        <translation>
            <numerusform>归档中另有 %n 位较早的采购商</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListMenu</name>
    <message>
        <source>Most recent first</source>
        <translation>最近联系优先</translation>
    </message>
    <message>
        <source>Longest waiting first</source>
        <translation>等候最久优先</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Any tag or none</source>
        <translation>不限标签</translation>
    </message>
</context>
<context>
    <name>ListMenus</name>
    <message>
        <source>You have no colleagues on this platform yet</source>
        <translation>平台上还没有您的同事</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>the platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>{code} (of a kind that this version does not know)</source>
        <translation>{code}（此版本不认识的类型）</translation>
    </message>
    <message>
        <source>a buyer</source>
        <translation>一位采购商</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>{buyer} went to {to} ({rule})</source>
        <translation>{buyer} 分配给 {to}（{rule}）</translation>
    </message>
    <message>
        <source>{buyer} was handed to {to}</source>
        <translation>将 {buyer} 转接给 {to}</translation>
    </message>
    <message>
        <source>{to} was asked to take over {buyer}</source>
        <translation>请 {to} 接手 {buyer}</translation>
    </message>
    <message>
        <source>{to} declined to take over {buyer}</source>
        <translation>{to} 谢绝接手 {buyer}</translation>
    </message>
    <message>
        <source>{to} did not answer about {buyer} in time</source>
        <translation>{to} 未在时限内答复是否接手 {buyer}</translation>
    </message>
    <message>
        <source>{buyer} was taken over</source>
        <translation>接管了 {buyer}</translation>
    </message>
    <message>
        <source>{buyer} was blocked</source>
        <translation>拉黑了 {buyer}</translation>
    </message>
    <message>
        <source>{buyer} may write again</source>
        <translation>解除拉黑 {buyer}</translation>
    </message>
    <message>
        <source>{buyer} was reported to the organiser ({reason})</source>
        <translation>向主办方举报了 {buyer}（{reason}）</translation>
    </message>
    <message>
        <source>Who serves what was changed</source>
        <translation>修改了接待分工</translation>
    </message>
    <message>
        <source>Auto-replies were changed</source>
        <translation>修改了自动回复</translation>
    </message>
    <message>
        <source>A rule of the company was changed: {before} → {after}</source>
        <translation>修改了公司规则：{before} → {after}</translation>
    </message>
    <message>
        <source>The account of {to} was made</source>
        <translation>新建了 {to} 的账号</translation>
    </message>
    <message>
        <source>The account of {to} was changed ({fields})</source>
        <translation>修改了 {to} 的账号（{fields}）</translation>
    </message>
    <message>
        <source>The account of {to} was disabled</source>
        <translation>停用了 {to} 的账号</translation>
    </message>
    <message>
        <source>The account of {to} was enabled</source>
        <translation>启用了 {to} 的账号</translation>
    </message>
    <message>
        <source>What {to} may do was changed: now also {added}; no more {removed}</source>
        <translation>修改了 {to} 的权限：新增 {added}；取消 {removed}</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>{to} was locked after ten wrong passwords</source>
        <translation>{to} 连续十次输错密码，账号被锁定</translation>
    </message>
    <message>
        <source>Changed the password</source>
        <translation>修改了密码</translation>
    </message>
    <message>
        <source>{to} got a new first password</source>
        <translation>重置了 {to} 的密码</translation>
    </message>
    <message>
        <source>{to} was signed out on {device}</source>
        <translation>让 {to} 在 {device} 上退出登录</translation>
    </message>
    <message>
        <source>Made a secret calendar address</source>
        <translation>建立了一个私密日历地址</translation>
    </message>
    <message>
        <source>Made a secret calendar address worthless</source>
        <translation>作废了一个私密日历地址</translation>
    </message>
    <message>
        <source>{buyer} was put back into the queue</source>
        <translation>{buyer} 被放回排队队列</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between changes</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>last owner first: {state}</source>
        <translation>优先由上次接待人接待：{state}</translation>
    </message>
    <message>
        <source>only who is on-line: {state}</source>
        <translation>仅限在线的同事：{state}</translation>
    </message>
    <message>
        <source>queue: {state}</source>
        <translation>排队等待：{state}</translation>
    </message>
    <message>
        <source>ask before a transfer: {state}</source>
        <translation>转接前先征求同意：{state}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>no limit of live chats</source>
        <translation>不限会话数</translation>
    </message>
    <message>
        <source>no emergency account</source>
        <translation>不设应急账号</translation>
    </message>
    <message>
        <source>fewer than {value} live chats each</source>
        <translation>仅限进行中的会话少于 {value} 个的同事</translation>
    </message>
    <message>
        <source>emergency account: {value}</source>
        <translation>应急账号：{value}</translation>
    </message>
    <message>
        <source>time to answer a transfer: {value}</source>
        <translation>转接答复时限：{value}</translation>
    </message>
    <message>
        <source>a silent session ends after {value}</source>
        <translation>会话无消息超过 {value} 自动结束</translation>
    </message>
    <message>
        <source>nobody in particular</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>{what}: {people}</source>
        <translation>{what}：{people}</translation>
    </message>
    <message>
        <source>{buyer} was assigned to {to}</source>
        <translation>{buyer} 分配给 {to}</translation>
    </message>
    <message>
        <source>The rules for instant messages were changed</source>
        <translation>修改了即时消息的分配规则</translation>
    </message>
    <message>
        <source>The rules for purchase intents were changed</source>
        <translation>修改了采购意向的分配规则</translation>
    </message>
    <message>
        <source>The rules for transfers and sessions were changed</source>
        <translation>修改了转接与会话规则</translation>
    </message>
    <message>
        <source>Longest time off-line was changed from {before} to {after} days</source>
        <translation>最长离线时间由 {before} 天改为 {after} 天</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文姓名</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文姓名</translation>
    </message>
    <message>
        <source>title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>mobile number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>The purchase intent “{title}” went to {to}</source>
        <translation>采购意向“{title}”分配给了 {to}</translation>
    </message>
    <message>
        <source>languages spoken</source>
        <translation>会说的语言</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>All people</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>相关账号</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Kept as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>From … to</source>
        <translation>起止日期</translation>
    </message>
    <message>
        <source>Only certain days</source>
        <translation>仅限指定日期</translation>
    </message>
    <message>
        <source>From this day on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Up to this day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Show older lines</source>
        <translation>显示更早的记录</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>No line fits</source>
        <translation>没有符合的记录</translation>
    </message>
    <message>
        <source>Choose other days, another person or kind.</source>
        <translation>请更换日期、人员或类型。</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV 表格</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>导出为 CSV 表格…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>LookersLine</name>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>{names}: typing an answer to this buyer</source>
        <translation>{names} 正在给该采购商回复</translation>
    </message>
    <message>
        <source>{names}: has this conversation open too</source>
        <translation>{names} 也打开了此会话</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Every buyer has been answered</source>
        <translation>所有采购商均已回复</translation>
    </message>
</context>
<context>
    <name>MeAtWindow</name>
    <message>
        <source>{name}: status and menu</source>
        <translation>{name}：状态与菜单</translation>
    </message>
</context>
<context>
    <name>MeSection</name>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Your personal information is changed</source>
        <translation>已修改个人信息</translation>
    </message>
    <message>
        <source>The password is changed; other places are signed out</source>
        <translation>密码已修改，其他设备已退出登录</translation>
    </message>
    <message>
        <source>Signed out there; its files are deleted at its next contact</source>
        <translation>已在该设备上退出登录，其本地文件将在下次联网时删除</translation>
    </message>
    <message>
        <source>Personal information</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>My auto-replies</source>
        <translation>我的自动回复</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Where I am signed in</source>
        <translation>登录设备</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文姓名</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文姓名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>The mobile number is your account in the meeting client.</source>
        <translation>手机号码即您在会议客户端中的账号。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>At least 8 characters; not your name, no common word.</source>
        <translation>至少 8 个字符，不要用姓名或常见词。</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Languages I speak</source>
        <translation>我会说的语言</translation>
    </message>
</context>
<context>
    <name>Meeting</name>
    <message>
        <source>Tencent Meeting</source>
        <translation>腾讯会议</translation>
    </message>
    <message>
        <source>Feishu</source>
        <translation>飞书</translation>
    </message>
    <message>
        <source>{day} {times} {zone}</source>
        <translation>{day} {times} {zone}</translation>
    </message>
    <message>
        <source>For the buyer: {times} {zone}</source>
        <translation>采购商当地：{times} {zone}</translation>
    </message>
    <message>
        <source>begins now</source>
        <translation>现在开始</translation>
    </message>
    <message>
        <source>began {span} ago</source>
        <translation>已开始 {span}</translation>
    </message>
    <message>
        <source>begins in {span}</source>
        <translation>{span}后开始</translation>
    </message>
    <message>
        <source>{service}: {code}</source>
        <translation>{service}：{code}</translation>
    </message>
    <message>
        <source>Passcode: {passcode}</source>
        <translation>会议密码：{passcode}</translation>
    </message>
    <message>
        <source>Meeting number</source>
        <translation>会议号</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>会议密码</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>会议链接</translation>
    </message>
    <message>
        <source>No program on this machine opens it. Join in the browser, or type the meeting number into the client on your phone.</source>
        <translation>本机没有可以打开它的程序。请用浏览器入会，或在手机客户端中输入会议号。</translation>
    </message>
    <message>
        <source>The program could not be started. Join in the browser, or type in the meeting number.</source>
        <translation>程序无法启动。请用浏览器入会，或手动输入会议号。</translation>
    </message>
    <message>
        <source>This link is not one that Workstation builds, so it was not opened.</source>
        <translation>该链接不是由本系统生成的，未打开。</translation>
    </message>
    <message>
        <source>There is no meeting for this booking yet.</source>
        <translation>该预约还没有会议。</translation>
    </message>
    <message>
        <source>This booking was cancelled, so there is nothing to enter.</source>
        <translation>该预约已取消，无法进入。</translation>
    </message>
    <message>
        <source>This booking is no longer there, or no longer yours to see.</source>
        <translation>该预约已不存在，或您已无权查看。</translation>
    </message>
    <message>
        <source>{field}: this cannot be used. Copy it once more from the invitation.</source>
        <translation>{field}无法使用，请从邀请中重新复制。</translation>
    </message>
    <message>
        <source>Type in the meeting number, or the web address from the invitation.</source>
        <translation>请填写会议号，或邀请中的会议链接。</translation>
    </message>
    <message>
        <source>{field}: only digits, blanks and dashes belong here.</source>
        <translation>{field}只能包含数字、空格和短横线。</translation>
    </message>
    <message>
        <source>{field}: this is too short or too long. Compare it with the invitation.</source>
        <translation>{field}位数不对，请与邀请核对。</translation>
    </message>
    <message>
        <source>{field}: it contains characters that cannot be seen. Type it in instead of pasting it.</source>
        <translation>{field}含有不可见字符，请手动输入，不要粘贴。</translation>
    </message>
    <message>
        <source>{field}: it contains characters that never occur in one.</source>
        <translation>{field}含有不应出现的字符。</translation>
    </message>
    <message>
        <source>The meeting number and the web address belong to two different meetings. Keep the right one.</source>
        <translation>会议号与会议链接不是同一个会议，请只保留正确的一个。</translation>
    </message>
    <message>
        <source>This service needs the web address from the invitation.</source>
        <translation>该会议服务需要填写邀请中的会议链接。</translation>
    </message>
    <message>
        <source>The web address is longer than {limit} characters. No invitation is.</source>
        <translation>会议链接超过 {limit} 个字符，正常邀请不会这么长。</translation>
    </message>
    <message>
        <source>The web address contains characters that cannot be seen. Copy it again from the invitation.</source>
        <translation>会议链接含有不可见字符，请从邀请中重新复制。</translation>
    </message>
    <message>
        <source>Only addresses that begin with https:// are used.</source>
        <translation>只接受以 https:// 开头的链接。</translation>
    </message>
    <message>
        <source>With an @ before its host the web address leads elsewhere than it seems. It is not used.</source>
        <translation>链接的域名前带有 @，实际指向与看上去不同，不予使用。</translation>
    </message>
    <message>
        <source>The web address only looks familiar; it leads to {host}. It is not used.</source>
        <translation>该链接只是看起来眼熟，实际指向 {host}，不予使用。</translation>
    </message>
    <message>
        <source>The web address leads to {host}. That is none of the known meeting services.</source>
        <translation>该链接指向 {host}，不是已知的会议服务。</translation>
    </message>
    <message>
        <source>The web address names a port that this service does not have. It is not used.</source>
        <translation>该链接的端口不属于此会议服务，不予使用。</translation>
    </message>
    <message>
        <source>The web address contains characters that never occur in one.</source>
        <translation>会议链接含有不应出现的字符。</translation>
    </message>
    <message>
        <source>The host is right, but this is not the address of a meeting there.</source>
        <translation>域名正确，但这不是一个会议的链接。</translation>
    </message>
    <message>
        <source>The web address belongs to another meeting service than the one chosen.</source>
        <translation>该链接不属于所选的会议服务。</translation>
    </message>
    <message>
        <source>is over</source>
        <translation>已过预约时间</translation>
    </message>
</context>
<context>
    <name>MeetingForm</name>
    <message>
        <source>The negotiation&apos;s meeting</source>
        <translation>洽谈会议</translation>
    </message>
    <message>
        <source>Paste the invitation from Tencent Meeting, VooV, Zoom, Teams, Feishu, Lark or Jitsi here …</source>
        <translation>把腾讯会议、VooV、Zoom、Teams、飞书、Lark 或 Jitsi 的会议邀请粘贴到这里…</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>会议邀请</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>会议服务</translation>
    </message>
    <message>
        <source>if there is one</source>
        <translation>如有</translation>
    </message>
    <message>
        <source>Take the meeting away</source>
        <translation>移除会议</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{name} · {when}</source>
        <translation>{name} · {when}</translation>
    </message>
    <message>
        <source>No meeting that can be used was found in this text. Its link may lead elsewhere than to a known service, or contradict the number. Fill in the fields by hand.</source>
        <translation>未在文字中找到可用的会议。链接可能不属于已知的会议服务，或与会议号不一致。请手动填写。</translation>
    </message>
    <message>
        <source>The meeting was read. Mind the time: the invitation names another one than the booking.</source>
        <translation>已读取会议信息。请注意：邀请中的时间与预约时间不同。</translation>
    </message>
    <message>
        <source>The meeting was read from the invitation. Compare it, then save.</source>
        <translation>已从邀请中读取会议信息，请核对后保存。</translation>
    </message>
    <message>
        <source>“Enter” opens {program} at number {code}; in the browser it leads to {host}.</source>
        <translation>点“进入”将打开 {program}，会议号 {code}；浏览器方式指向 {host}。</translation>
    </message>
    <message>
        <source>“Enter” opens the browser at {host}.</source>
        <translation>点“进入”将在浏览器中打开 {host}。</translation>
    </message>
</context>
<context>
    <name>MeetingHelp</name>
    <message>
        <source>the fair&apos;s organisation</source>
        <translation>展会组织账号</translation>
    </message>
    <message>
        <source>The button opens {program} at this meeting.</source>
        <translation>点按钮会用{program}直接打开这个会议。</translation>
    </message>
    <message>
        <source>The browser opens a page of {program}. Join there, or let it open the program.</source>
        <translation>浏览器会打开{program}的页面，可在网页中入会，或由网页唤起客户端。</translation>
    </message>
    <message>
        <source>Asked for a passcode, type in the one shown here.</source>
        <translation>需要会议密码时，输入这里显示的密码。</translation>
    </message>
    <message>
        <source>Enter your own name and your company&apos;s, so that the buyer knows who is there.</source>
        <translation>填写自己的姓名和公司名，让采购商知道是谁。</translation>
    </message>
    <message>
        <source>Allow microphone and camera, then wait until the buyer has come in.</source>
        <translation>允许使用麦克风和摄像头，等候采购商入会。</translation>
    </message>
    <message>
        <source>Sign in to Tencent Meeting with your registered mobile number, by password or SMS code.</source>
        <translation>用登记的手机号登录腾讯会议，密码或短信验证码均可。</translation>
    </message>
    <message>
        <source>the organisation “{name}”</source>
        <translation>组织“{name}”</translation>
    </message>
    <message>
        <source>Choose {organisation}, not your personal account.</source>
        <translation>选择{organisation}，不要选个人账号。</translation>
    </message>
    <message>
        <source>Pick the meeting in the list, or join it with the meeting number shown here.</source>
        <translation>在列表中选择会议，或用这里显示的会议号加入。</translation>
    </message>
    <message>
        <source>Your registered mobile number is {number}. With another one the meeting is not in the list.</source>
        <translation>您登记的手机号是 {number}。用其他号码登录，列表中看不到该会议。</translation>
    </message>
    <message>
        <source>No mobile number is registered for you. Add it in your profile: the meeting account is that number.</source>
        <translation>您还没有登记手机号。请在个人资料中补充：会议账号就是该手机号。</translation>
    </message>
    <message>
        <source>Before the first negotiation</source>
        <translation>首次洽谈之前</translation>
    </message>
    <message>
        <source>Install Tencent Meeting; the readiness check says whether it is there.</source>
        <translation>安装腾讯会议；“洽谈准备检查”会告诉您本机是否已安装。</translation>
    </message>
    <message>
        <source>Your meeting account is your registered mobile number. Under another number your negotiations do not show there.</source>
        <translation>会议账号就是您登记的手机号。换用其他号码，看不到您的洽谈。</translation>
    </message>
    <message>
        <source>Fifteen minutes before, you are reminded here and by e-mail or SMS, also with the workstation off.</source>
        <translation>开始前 15 分钟，系统会在这里以及通过邮件或短信提醒您，工作台关闭时也会提醒。</translation>
    </message>
    <message>
        <source>At the hour</source>
        <translation>到了洽谈时间</translation>
    </message>
    <message>
        <source>Bringing colleagues</source>
        <translation>邀请同事参加</translation>
    </message>
    <message>
        <source>You and the buyer may both pass the meeting number to colleagues: “Invite a colleague” sends it in a chat.</source>
        <translation>您和采购商都可以把会议号转给同事：“邀请同事”会把它发到会话中。</translation>
    </message>
    <message>
        <source>A meeting is not cut off at the end of its slot. Mind the next one.</source>
        <translation>到了时段结束时间，会议不会自动中断，请留意下一场洽谈。</translation>
    </message>
    <message>
        <source>Sharing the screen</source>
        <translation>共享屏幕</translation>
    </message>
    <message>
        <source>One person shares at a time; whoever wants to share waits until the other has stopped.</source>
        <translation>同一时间只能有一人共享；想共享的人需等对方停止。</translation>
    </message>
    <message>
        <source>The menu of sharing hides after three seconds. Move the pointer to the top of the screen to bring it back.</source>
        <translation>共享菜单 3 秒后自动隐藏，把鼠标移到屏幕顶端即可再次显示。</translation>
    </message>
    <message>
        <source>What is shared carries a watermark with the viewer&apos;s name and number. It cannot be switched off.</source>
        <translation>共享画面带有观看者姓名和手机号的水印，无法关闭。</translation>
    </message>
    <message>
        <source>Documents for everybody</source>
        <translation>共享文档</translation>
    </message>
    <message>
        <source>Under “Documents” you can make a new Word or Excel document, or import Word, Excel, PowerPoint and PDF files of up to 50 MB each.</source>
        <translation>在“文档”中可以新建 Word 或 Excel 文档，也可导入 Word、Excel、PPT、PDF 文件，每个不超过 50 MB。</translation>
    </message>
    <message>
        <source>Everybody in the meeting can read them. Import only what the buyer may see.</source>
        <translation>与会者都能看到这些文档，请只导入可以给采购商看的内容。</translation>
    </message>
    <message>
        <source>Chat in the meeting</source>
        <translation>会议聊天</translation>
    </message>
    <message>
        <source>Write to all, or choose one person. What is written there does not come into Workstation: note what was agreed in the booking&apos;s outcome.</source>
        <translation>可发给所有人，也可只发给某一人。会议中的聊天不会进入工作台，谈妥的内容请记到预约的洽谈结果中。</translation>
    </message>
    <message>
        <source>Network mark green: smooth</source>
        <translation>网络标识绿色：流畅</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>网络良好。</translation>
    </message>
    <message>
        <source>Network mark yellow: normal</source>
        <translation>网络标识黄色：一般</translation>
    </message>
    <message>
        <source>Sound may lag a little. Close what else uses the network.</source>
        <translation>声音可能稍有延迟，请关闭其他占用网络的程序。</translation>
    </message>
    <message>
        <source>Network mark red: weak</source>
        <translation>网络标识红色：较差</translation>
    </message>
    <message>
        <source>Switch your camera off, go closer to the router, or use a cable.</source>
        <translation>关闭摄像头，靠近路由器，或改用网线。</translation>
    </message>
    <message>
        <source>Red cross: no network</source>
        <translation>红色叉号：网络中断</translation>
    </message>
    <message>
        <source>Connect again, or join by phone with the meeting number.</source>
        <translation>重新连接网络，或用手机输入会议号入会。</translation>
    </message>
    <message>
        <source>How do I hide what is behind me?</source>
        <translation>如何隐藏身后的背景？</translation>
    </message>
    <message>
        <source>Beside the camera button choose “Virtual background”: blur what is behind you, or put a picture there. Try it before the buyer comes.</source>
        <translation>在摄像头按钮旁选择“虚拟背景”：可虚化背景，或换成图片。请在采购商入会前先试一下。</translation>
    </message>
    <message>
        <source>My negotiation is not in the client&apos;s list</source>
        <translation>客户端列表中没有我的洽谈</translation>
    </message>
    <message>
        <source>Look which number and which organisation you are signed in with. If they are right, join with the meeting number, and tell the fair&apos;s support.</source>
        <translation>请检查登录的手机号和所选组织。如果都正确，请用会议号入会，并告知展会客服。</translation>
    </message>
    <message>
        <source>Nothing happens when I press “Enter”</source>
        <translation>点“进入”后没有反应</translation>
    </message>
    <message>
        <source>The program may be opening behind this window. Otherwise enter in the browser, or type the meeting number into the client by hand.</source>
        <translation>程序可能在本窗口后面打开。否则请用浏览器进入，或在客户端中手动输入会议号。</translation>
    </message>
    <message>
        <source>The buyer does not come</source>
        <translation>采购商没有出现</translation>
    </message>
    <message>
        <source>Write to the buyer in the chat and send the meeting number again. They were reminded fifteen minutes before.</source>
        <translation>请在会话中联系采购商，再发一次会议号。系统已在 15 分钟前提醒过对方。</translation>
    </message>
    <message>
        <source>Trouble getting in? The fair&apos;s support: {support}</source>
        <translation>入会遇到问题？请联系展会客服：{support}</translation>
    </message>
</context>
<context>
    <name>MeetingInChat</name>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Negotiation: {when} · {distance}</source>
        <translation>洽谈：{when} · {distance}</translation>
    </message>
</context>
<context>
    <name>MemoryDialog</name>
    <message>
        <source>Memory and glossary</source>
        <translation>翻译记忆库与术语表</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有匹配的内容</translation>
    </message>
    <message>
        <source>Search for other words, or look at all.</source>
        <translation>换个词搜索，或查看全部。</translation>
    </message>
    <message>
        <source>Nothing of your own yet</source>
        <translation>还没有本公司的内容</translation>
    </message>
    <message>
        <source>Mend a translation in a chat, or add one.</source>
        <translation>可在聊天中修正译文，或在此新增。</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} 条，共 {total} 条</translation>
    </message>
    <message>
        <source>the first {shown} are listed</source>
        <translation>列出前 {shown} 条</translation>
    </message>
    <message>
        <source>Bring in a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Translation memory or table (*.tmx *.xml *.csv)</source>
        <translation>翻译记忆库或表格 (*.tmx *.xml *.csv)</translation>
    </message>
    <message>
        <source>Keep what is listed as a file</source>
        <translation>将列表导出为文件</translation>
    </message>
    <message>
        <source>Translation memory (*.tmx)</source>
        <translation>翻译记忆库 (*.tmx)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Kept as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>Search in all languages</source>
        <translation>在所有语言中搜索</translation>
    </message>
    <message>
        <source>Search in memory and glossary</source>
        <translation>搜索记忆库和术语表</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Our company&apos;s</source>
        <translation>本公司</translation>
    </message>
    <message>
        <source>My language</source>
        <translation>我的语言</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>其他语言</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Bring in a file …</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Keep as a file …</source>
        <translation>导出文件…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MendDialog</name>
    <message>
        <source>Mend a translation</source>
        <translation>修正译文</translation>
    </message>
    <message>
        <source>The memory learns it for the whole company, also for the sentence with other figures.</source>
        <translation>记忆库会为全公司记住这个译法，同样的句子换了数字也适用。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This text is too long for the memory.</source>
        <translation>内容过长，无法存入记忆库。</translation>
    </message>
</context>
<context>
    <name>MissingLine</name>
    <message>
        <source>Fetching, {count} older messages to go</source>
        <translation>正在下载，还有 {count} 条较早的消息</translation>
    </message>
    <message>
        <source>The server cannot be reached now; {count} older messages are only there.</source>
        <translation>暂时无法连接服务器，{count} 条较早的消息只在服务器上。</translation>
    </message>
    <message numerus="yes">
        <source>%n older message(s) are only on the server.</source>
        <translation>
            <numerusform>%n 条较早的消息只在服务器上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>MyCardPage</name>
    <message>
        <source>Saved here; it leaves when the server can be reached.</source>
        <translation>已保存在本机，联网后自动同步。</translation>
    </message>
    <message>
        <source>This is what your profile says. Complete it, then save it as your card.</source>
        <translation>以下内容来自您的资料。请补充完整，保存为您的名片。</translation>
    </message>
    <message>
        <source>Version {number}. Whoever has your card gets what you change.</source>
        <translation>第 {number} 版。收到过您名片的人会看到您的更新。</translation>
    </message>
    <message>
        <source>Your card is saved</source>
        <translation>名片已保存</translation>
    </message>
    <message>
        <source>Ten cards were sent to the printer</source>
        <translation>已发送到打印机：十张名片</translation>
    </message>
    <message>
        <source>Ten on a page, to cut</source>
        <translation>每页十张，可裁切</translation>
    </message>
    <message>
        <source>One card a page, for a print shop</source>
        <translation>每页一张，供印刷店使用</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Print ten cards on a page …</source>
        <translation>打印（每页十张）…</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>保存为 PDF…</translation>
    </message>
    <message>
        <source>Save as vCard …</source>
        <translation>保存为 vCard…</translation>
    </message>
    <message>
        <source>A phone&apos;s camera saves the card from the code, without a network.</source>
        <translation>用手机相机扫码即可保存名片，无需联网。</translation>
    </message>
    <message>
        <source>Show the code large, to be scanned</source>
        <translation>放大二维码供对方扫描</translation>
    </message>
</context>
<context>
    <name>NarrowedLine</name>
    <message>
        <source>Served by {name}</source>
        <translation>接待人：{name}</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>标签 {tag}</translation>
    </message>
    <message>
        <source>Longest waiting first</source>
        <translation>等待最久的在前</translation>
    </message>
    <message>
        <source>Show the list as usual</source>
        <translation>恢复默认列表</translation>
    </message>
</context>
<context>
    <name>NegotiationsSection</name>
    <message>
        <source>Negotiations</source>
        <translation>洽谈</translation>
    </message>
</context>
<context>
    <name>NewAccountDialog</name>
    <message>
        <source>New account</source>
        <translation>新建账号</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文姓名</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文姓名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>创建账号</translation>
    </message>
    <message>
        <source>The account is ready</source>
        <translation>账号已创建</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>会说的语言</translation>
    </message>
    <message>
        <source>Language of the screen</source>
        <translation>界面语言</translation>
    </message>
</context>
<context>
    <name>NewPasswordPage</name>
    <message numerus="yes">
        <source>%n more character(s) needed</source>
        <translation>
            <numerusform>还需 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not the same yet</source>
        <translation>两次输入不一致</translation>
    </message>
    <message>
        <source>Choose your own password</source>
        <translation>设置您自己的密码</translation>
    </message>
    <message>
        <source>The one you were given is for the first time only. Afterwards nobody but you knows yours.</source>
        <translation>初始密码仅供首次登录使用。修改后，只有您自己知道密码。</translation>
    </message>
    <message>
        <source>Password you were given</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Eight characters or more; a short sentence is fine.</source>
        <translation>至少八个字符，可以是一句短语。</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>保存并继续</translation>
    </message>
</context>
<context>
    <name>NewTagDialog</name>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Only you see your tags. This one goes on {name}.</source>
        <translation>标签只有您自己可见。此标签将加给 {name}。</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>For example: sample sent</source>
        <translation>例如：已寄样</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全文</translation>
    </message>
    <message>
        <source>You</source>
        <translation>我</translation>
    </message>
    <message>
        <source>the company sees it</source>
        <translation>公司可见</translation>
    </message>
    <message>
        <source>only you see it</source>
        <translation>仅自己可见</translation>
    </message>
    <message>
        <source>waits to leave</source>
        <translation>待同步</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>重新保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>What to do with this note</source>
        <translation>备注操作</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>NoteEdit</name>
    <message>
        <source>{count} of {limit}</source>
        <translation>{count} / {limit}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Note on this buyer</source>
        <translation>采购商备注</translation>
    </message>
    <message>
        <source>Let the company see it</source>
        <translation>公司内可见</translation>
    </message>
    <message>
        <source>Colleagues who may read this conversation see the note. The buyer never does.</source>
        <translation>能查看此会话的同事都能看到这条备注，采购商看不到。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write a note, private at first</source>
        <translation>写备注，默认仅自己可见</translation>
    </message>
</context>
<context>
    <name>NotesSection</name>
    <message>
        <source>Notes ({count})</source>
        <translation>备注（{count}）</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The note is deleted</source>
        <translation>备注已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show all notes</source>
        <translation>显示全部备注</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>另有 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
</context>
<context>
    <name>NoticeWords</name>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>Because you are talking to this buyer already</source>
        <translation>您正在与该采购商洽谈</translation>
    </message>
    <message>
        <source>Because you served this buyer last</source>
        <translation>您上次接待过该采购商</translation>
    </message>
    <message>
        <source>New buyers come to the main account, which hands them on</source>
        <translation>新采购商先到主账号，由主账号转接</translation>
    </message>
    <message>
        <source>Because you look after the exhibit asked about</source>
        <translation>您负责采购商咨询的展品</translation>
    </message>
    <message>
        <source>Because you look after this section of the fair</source>
        <translation>您负责该展区</translation>
    </message>
    <message>
        <source>You stand in, as nobody else was free</source>
        <translation>没有其他空闲人员，由您应急接待</translation>
    </message>
    <message>
        <source>The buyer had been waiting in the queue</source>
        <translation>该采购商此前在排队等候</translation>
    </message>
    <message>
        <source>No rule named anybody else</source>
        <translation>没有规则指定其他人</translation>
    </message>
    <message>
        <source>A buyer was assigned to you</source>
        <translation>有采购商分配给您</translation>
    </message>
    <message>
        <source>{name} handed a buyer over to you</source>
        <translation>{name}将一位采购商转接给您</translation>
    </message>
    <message>
        <source>{name} took a buyer of yours over</source>
        <translation>{name}接管了您的一位采购商</translation>
    </message>
    <message>
        <source>{name} asks you to take over {buyer}</source>
        <translation>{name}请您接手采购商 {buyer}</translation>
    </message>
    <message>
        <source>{name} did not take over {buyer}</source>
        <translation>{name}没有接手采购商 {buyer}</translation>
    </message>
    <message>
        <source>{name} did not answer whether to take over {buyer}</source>
        <translation>{name}未答复是否接手采购商 {buyer}</translation>
    </message>
    <message>
        <source>The buyer stays where they are</source>
        <translation>采购商仍由原账号接待</translation>
    </message>
    <message>
        <source>{name} no longer asks you to take over {buyer}</source>
        <translation>{name}已撤回转接采购商 {buyer} 的请求</translation>
    </message>
    <message>
        <source>{name} sent you a business card</source>
        <translation>{name} 向您发送了名片</translation>
    </message>
    <message>
        <source>The platform tells something that this version cannot put into words</source>
        <translation>平台发来一条当前版本无法显示的通知</translation>
    </message>
    <message>
        <source>Code: {code}</source>
        <translation>代码：{code}</translation>
    </message>
    <message>
        <source>Assignments</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Business cards</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>截止提醒</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>NoticesCentre</name>
    <message>
        <source>Notices</source>
        <translation>消息中心</translation>
    </message>
    <message>
        <source>Unread only</source>
        <translation>仅未读</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>What this is about is no longer on this desk, or cannot be opened here.</source>
        <translation>相关内容已不在本机上，或无法在此打开。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left here</source>
        <translation>这里都已读完</translation>
    </message>
    <message>
        <source>There is no notice of this kind that you have not read.</source>
        <translation>没有此类未读消息。</translation>
    </message>
    <message>
        <source>Show all notices</source>
        <translation>显示全部消息</translation>
    </message>
    <message>
        <source>There is nothing to tell yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>When a buyer is assigned or handed over to you, or sends a card, it is told here.</source>
        <translation>有采购商分配或转接给您、或向您发送名片时，会在这里通知。</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>显示更早的消息</translation>
    </message>
    <message>
        <source>More kinds</source>
        <translation>更多类型</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n conversations with new messages</source>
        <translation>
            <numerusform>%n 个会话有新消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferDialog</name>
    <message>
        <source>Offer slots to {buyer}</source>
        <translation>向 {buyer} 提供洽谈时段</translation>
    </message>
    <message>
        <source>Open slots</source>
        <translation>可预约的时段</translation>
    </message>
    <message>
        <source>For the buyer</source>
        <translation>采购商当地</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>已约</translation>
    </message>
    <message>
        <source>No slot is open</source>
        <translation>没有可预约的时段</translation>
    </message>
    <message>
        <source>Your main account creates slots in the calendar.</source>
        <translation>由主账号在日程中创建时段。</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>A line that goes with them (may stay empty)</source>
        <translation>随附一句话（可不填）</translation>
    </message>
    <message numerus="yes">
        <source>Offer %n slot(s)</source>
        <translation>
            <numerusform>提供 %n 个时段</numerusform>
        </translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>提供</translation>
    </message>
    <message numerus="yes">
        <source>At most %n slots in one message.</source>
        <translation>
            <numerusform>一条消息最多 %n 个时段。</numerusform>
        </translation>
    </message>
    <message>
        <source>The buyer can book one of them with one click, as long as it has a place left.</source>
        <translation>只要还有名额，采购商点一下即可预约其中一个。</translation>
    </message>
</context>
<context>
    <name>OfferLine</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Ask somebody else …</source>
        <translation>转给其他人…</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Put it into my message</source>
        <translation>放入输入框</translation>
    </message>
    <message>
        <source>Show or hide the hand-over note</source>
        <translation>显示或隐藏交接备注</translation>
    </message>
</context>
<context>
    <name>OlderLine</name>
    <message numerus="yes">
        <source>Fetching older messages, %n conversation(s) to go</source>
        <translation>
            <numerusform>正在下载较早的消息，还有 %n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Older messages of %n conversation(s) are not here; they are fetched on-line.</source>
        <translation>
            <numerusform>有 %n 个会话的较早消息不在本机，联网后可下载。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Older messages of %n conversation(s) are not here yet.</source>
        <translation>
            <numerusform>有 %n 个会话的较早消息尚未下载到本机。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即下载</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>Negotiation with {buyer}</source>
        <translation>与 {buyer} 的洽谈</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What was said and agreed</source>
        <translation>谈了什么，达成了什么</translation>
    </message>
    <message>
        <source>Follow up on</source>
        <translation>跟进日期</translation>
    </message>
    <message>
        <source>An order was drafted</source>
        <translation>已拟订单</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>For your company alone: the buyer sees nothing of it.</source>
        <translation>仅本公司可见，采购商看不到。</translation>
    </message>
</context>
<context>
    <name>OutgoingStrip</name>
    <message>
        <source>Translating …</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <source>Leaves in {language}</source>
        <translation>将以{language}发出</translation>
    </message>
    <message>
        <source>Press send once more to send it all the same.</source>
        <translation>再按一次发送，仍然发出。</translation>
    </message>
    <message>
        <source>Back again: {text}</source>
        <translation>回译：{text}</translation>
    </message>
    <message>
        <source>Translation of what is typed</source>
        <translation>所写内容的译文</translation>
    </message>
    <message>
        <source>Translate back</source>
        <translation>回译</translation>
    </message>
    <message>
        <source>Send as written</source>
        <translation>按原文发送</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>{who}: no answers</source>
        <translation>{who}：没有回复</translation>
    </message>
    <message>
        <source>{who}: half answered within {median}, nine in ten within {p90} ({count})</source>
        <translation>{who}：半数在 {median} 内回复，九成在 {p90} 内回复（{count}）</translation>
    </message>
    <message>
        <source>{who}: {live} live, {waiting} of them waiting for an answer</source>
        <translation>{who}：进行中 {live} 个，其中 {waiting} 个等待回复</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>assigned</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>waiting for an account</source>
        <translation>待指定接待账号</translation>
    </message>
    <message>
        <source>account named</source>
        <translation>已指定接待账号</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>已谢绝</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已举行</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>contacted</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Nobody was answered in these days.</source>
        <translation>这段时间没有回复过采购商。</translation>
    </message>
    <message>
        <source>Nobody wrote in these days.</source>
        <translation>这段时间没有采购商来信。</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>oldest {span}</source>
        <translation>最久 {span}</translation>
    </message>
    <message>
        <source>90 % in {span}</source>
        <translation>九成在 {span} 内</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>新客 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers of {name}</source>
        <translation>{name} 的回复</translation>
    </message>
    <message>
        <source>Live conversations of {name}</source>
        <translation>{name} 进行中的会话</translation>
    </message>
    <message>
        <source>Buyers who wrote between {name}:00 and the next hour</source>
        <translation>{name} 点至下一整点来信的采购商</translation>
    </message>
    <message>
        <source>Buyers from {name}</source>
        <translation>来自{name}的采购商</translation>
    </message>
    <message>
        <source>Changed; it holds at once</source>
        <translation>已更改，立即生效</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Live conversations</source>
        <translation>进行中的会话</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Oldest waiting since</source>
        <translation>最久等待始于</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回复数</translation>
    </message>
    <message>
        <source>Median in seconds</source>
        <translation>中位数（秒）</translation>
    </message>
    <message>
        <source>Nine in ten within seconds</source>
        <translation>九成以内（秒）</translation>
    </message>
    <message>
        <source>Kept as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation>等待回复</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>未回复</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>First response by colleague</source>
        <translation>各同事首次响应</translation>
    </message>
    <message>
        <source>First response by hour</source>
        <translation>各时段首次响应</translation>
    </message>
    <message>
        <source>By when the buyer wrote, fair time.</source>
        <translation>按采购商来信时间统计（北京时间）。</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>Buyers by country</source>
        <translation>采购商国别</translation>
    </message>
    <message>
        <source>Conversations in these days.</source>
        <translation>这段时间的会话。</translation>
    </message>
    <message>
        <source>Four steps to more buyers</source>
        <translation>四步获得更多采购商</translation>
    </message>
    <message>
        <source>Purchase intents by state</source>
        <translation>采购意向状态</translation>
    </message>
    <message>
        <source>Bookings by state</source>
        <translation>预约状态</translation>
    </message>
    <message>
        <source>Strong: within this time half of the buyers were answered. Pale: nine in ten.</source>
        <translation>实色：半数采购商在此时间内得到回复；淡色：九成。</translation>
    </message>
    <message>
        <source>Live conversations. Strong: those in which the buyer waits for an answer.</source>
        <translation>进行中的会话；实色部分为等待回复的。</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV 表格</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>导出为 CSV 表格…</translation>
    </message>
    <message>
        <source>Bookings: {name}</source>
        <translation>预约：{name}</translation>
    </message>
    <message>
        <source>Purchase intents: {name}</source>
        <translation>采购意向：{name}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>One moment …</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>As of {time}. {reason}</source>
        <translation>数据截至 {time}。{reason}</translation>
    </message>
    <message>
        <source>The server is needed for this page</source>
        <translation>此页面需要连接服务器</translation>
    </message>
    <message>
        <source>This cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>PaletteGroups</name>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Buyers and colleagues</source>
        <translation>采购商与同事</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>当前会话</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Whole schedule</source>
        <translation>全部日程</translation>
    </message>
    <message>
        <source>My schedule</source>
        <translation>我的日程</translation>
    </message>
    <message>
        <source>Negotiations</source>
        <translation>洽谈日程</translation>
    </message>
    <message>
        <source>No negotiations in these days.</source>
        <translation>这几天没有洽谈。</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Open your files</source>
        <translation>打开本机文件</translation>
    </message>
    <message>
        <source>The conversations of {login} on this machine are encrypted.</source>
        <translation>{login} 在本机的会话已加密。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>I do not know it any more</source>
        <translation>忘记口令</translation>
    </message>
</context>
<context>
    <name>PasswordBox</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>It is shown this once. Pass it on in person or by phone; it has to be changed at the first sign-in.</source>
        <translation>密码仅显示这一次。请当面或电话告知对方，首次登录时必须修改。</translation>
    </message>
    <message>
        <source>Sign-in name: {login}</source>
        <translation>登录名：{login}</translation>
    </message>
    <message>
        <source>First password {password}</source>
        <translation>初始密码 {password}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>PermissionEditor</name>
    <message>
        <source>Begin with a preset</source>
        <translation>从预设开始</translation>
    </message>
</context>
<context>
    <name>Permissions</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Negotiations</source>
        <translation>洽谈</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Showing and inviting</source>
        <translation>展示与邀请</translation>
    </message>
    <message>
        <source>The company&apos;s data</source>
        <translation>公司数据</translation>
    </message>
    <message>
        <source>Receive instant messages</source>
        <translation>接收即时消息</translation>
    </message>
    <message>
        <source>Message notices</source>
        <translation>消息通知</translation>
    </message>
    <message>
        <source>Manage negotiation slots, receive bookings</source>
        <translation>管理洽谈时段（接收预约）</translation>
    </message>
    <message>
        <source>My schedule</source>
        <translation>我的日程</translation>
    </message>
    <message>
        <source>Whole schedule of the company</source>
        <translation>公司全部日程</translation>
    </message>
    <message>
        <source>Matched exhibits</source>
        <translation>匹配展品</translation>
    </message>
    <message>
        <source>Purchase intents I received</source>
        <translation>我收到的采购意向</translation>
    </message>
    <message>
        <source>See details</source>
        <translation>查看详情</translation>
    </message>
    <message>
        <source>Send card</source>
        <translation>发送名片</translation>
    </message>
    <message>
        <source>Start a chat</source>
        <translation>发起聊天</translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>标记已处理</translation>
    </message>
    <message>
        <source>My display centre</source>
        <translation>我的展示中心</translation>
    </message>
    <message>
        <source>Recommend exhibits</source>
        <translation>推荐展品</translation>
    </message>
    <message>
        <source>Invite buyers (i-Invite)</source>
        <translation>邀请采购商（i 邀请）</translation>
    </message>
    <message>
        <source>Live streams</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>All conversations of the company, to read</source>
        <translation>查看公司全部会话</translation>
    </message>
    <message>
        <source>Cards the company received</source>
        <translation>公司收到的名片</translation>
    </message>
    <message>
        <source>Overview with figures</source>
        <translation>数据概览</translation>
    </message>
    <message>
        <source>Log of the company</source>
        <translation>公司日志</translation>
    </message>
    <message>
        <source>Manage accounts and permissions</source>
        <translation>管理账号和权限</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>业务员</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>PersonTab</name>
    <message>
        <source>Country</source>
        <translation>国家/地区</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Not verified; anybody may have typed it</source>
        <translation>未验证，可能并非本人填写</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Interested in</source>
        <translation>关注品类</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>your company&apos;s page</source>
        <translation>贵公司主页</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>the fair&apos;s web page</source>
        <translation>展会网页</translation>
    </message>
    <message>
        <source>Writes from</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>a colleague, since you handed them over</source>
        <translation>同事（您已转接）</translation>
    </message>
</context>
<context>
    <name>PhoneRows</name>
    <message>
        <source>Such a number can exist.</source>
        <translation>号码格式正确</translation>
    </message>
    <message>
        <source>No number looks like this; with the country&apos;s code (+86 …) it can be told. It is kept as it is.</source>
        <translation>号码格式无法识别，请加上国家区号（如 +86）。将按原样保存。</translation>
    </message>
    <message>
        <source>This is the number of a land line: choose what it is for.</source>
        <translation>这是固定电话号码，请选择号码类型。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Remove this number</source>
        <translation>移除该号码</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>添加号码</translation>
    </message>
</context>
<context>
    <name>PhraseDialog</name>
    <message>
        <source>New phrase</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>Change a phrase</source>
        <translation>修改话术</translation>
    </message>
    <message>
        <source>For the whole company</source>
        <translation>全公司可用</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Shortcut after the slash</source>
        <translation>斜杠后的快捷词</translation>
    </message>
    <message>
        <source>Chinese text</source>
        <translation>中文内容</translation>
    </message>
    <message>
        <source>English text</source>
        <translation>英文内容</translation>
    </message>
    <message>
        <source>Filled in for each buyer: {variables}</source>
        <translation>按采购商自动填入：{variables}</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PhrasesPopup</name>
    <message>
        <source>Phrases</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>There are no phrases yet</source>
        <translation>还没有话术</translation>
    </message>
    <message>
        <source>Make one …</source>
        <translation>新建话术…</translation>
    </message>
    <message>
        <source>Phrases are answers you give often. You make them in the settings, and type / to use them.</source>
        <translation>话术是您常用的回答。在设置中建好后，输入“/”即可调出。</translation>
    </message>
    <message>
        <source>Take the usual ones</source>
        <translation>使用常用话术</translation>
    </message>
    <message>
        <source>Greeting, price, minimum order, lead time, samples, payment …, in both languages</source>
        <translation>问候、价格、起订量、交货期、样品、付款方式等，中英文各一份</translation>
    </message>
</context>
<context>
    <name>PhrasesSection</name>
    <message>
        <source>company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>waiting to leave</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Discard the change</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete a phrase</source>
        <translation>删除话术</translation>
    </message>
    <message>
        <source>Delete “{title}”? It cannot be brought back.</source>
        <translation>删除“{title}”？删除后无法恢复。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>There are none yet. Add answers that you give often, then type / to use them.</source>
        <translation>还没有话术。添加常用的回答，之后输入 / 即可使用。</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Take the usual ones for the company</source>
        <translation>为全公司添加常用话术</translation>
    </message>
    <message>
        <source>Take the usual ones</source>
        <translation>使用常用话术</translation>
    </message>
</context>
<context>
    <name>PicturePick</name>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.gif)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.webp *.gif)</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>automatic, the company&apos;s text</source>
        <translation>自动回复（公司文案）</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>Nothing: an automatic message is never answered automatically.</source>
        <translation>不回复：自动消息不会触发自动回复。</translation>
    </message>
    <message>
        <source>The waiting text: nobody serves the buyer yet.</source>
        <translation>发送等待提示：尚无人接待该采购商。</translation>
    </message>
    <message>
        <source>Nothing: the buyer is blocked.</source>
        <translation>不回复：采购商已被拉黑。</translation>
    </message>
    <message>
        <source>Nothing: this answer is switched off.</source>
        <translation>不回复：此项未启用。</translation>
    </message>
    <message>
        <source>Nothing: there is no text.</source>
        <translation>不回复：没有填写内容。</translation>
    </message>
    <message>
        <source>Nothing right now: it is outside the hours set.</source>
        <translation>现在不回复：不在设定的时段内。</translation>
    </message>
    <message>
        <source>Nothing: the buyer got an automatic answer within the last 30 minutes.</source>
        <translation>不回复：该采购商 30 分钟内已收到过自动回复。</translation>
    </message>
    <message>
        <source>What the buyer sees</source>
        <translation>采购商看到的内容</translation>
    </message>
    <message>
        <source>At most once in 30 minutes, marked as automatic; sent by the server, also when this is closed.</source>
        <translation>30 分钟内最多一次，并标注为自动回复；由服务器发送，关闭工作台也有效。</translation>
    </message>
    <message>
        <source>Language of the buyer</source>
        <translation>采购商的语言</translation>
    </message>
    <message>
        <source>State of who serves them</source>
        <translation>接待人的状态</translation>
    </message>
    <message>
        <source>Buyer reads {language}</source>
        <translation>采购商使用{language}</translation>
    </message>
    <message>
        <source>You are: {state}</source>
        <translation>接待人：{state}</translation>
    </message>
</context>
<context>
    <name>PrivacyCard</name>
    <message>
        <source>cost {amount}</source>
        <translation>费用 {amount}</translation>
    </message>
    <message>
        <source>{count} characters have left this machine this month</source>
        <translation>本月已有 {count} 个字符离开本机</translation>
    </message>
    <message>
        <source>{count} of {limit} characters have left this machine this month</source>
        <translation>本月已有 {count} 个字符离开本机，上限 {limit}</translation>
    </message>
    <message>
        <source>Decided for the whole company</source>
        <translation>已对全公司生效</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Holds for the whole company. Cards, notes and images are never sent to an engine.</source>
        <translation>对全公司有效。名片、备注和图片从不发送给翻译引擎。</translation>
    </message>
    <message>
        <source>What is said may go</source>
        <translation>聊天内容可以送往</translation>
    </message>
    <message>
        <source>to the engines ticked here</source>
        <translation>下面勾选的引擎</translation>
    </message>
    <message>
        <source>nowhere: only translate on this machine</source>
        <translation>不外送：只在本机翻译</translation>
    </message>
    <message>
        <source>nowhere: never translate</source>
        <translation>不外送：一律不翻译</translation>
    </message>
    <message>
        <source>Engines that may be used</source>
        <translation>允许使用的引擎</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Limit what leaves each desk in a month</source>
        <translation>限制每台工作站每月送出的字符数</translation>
    </message>
    <message>
        <source>Characters a month</source>
        <translation>每月字符数</translation>
    </message>
    <message>
        <source>characters a month from each desk</source>
        <translation>个字符／月（每台工作站）</translation>
    </message>
    <message>
        <source>Your main account decides this.</source>
        <translation>由主账号决定。</translation>
    </message>
    <message>
        <source>What has left …</source>
        <translation>送出记录…</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Nothing has been loaded on this machine yet.</source>
        <translation>本机尚未加载任何内容。</translation>
    </message>
    <message>
        <source>You see everything up to {time}.</source>
        <translation>您看到的是截至 {time} 的内容。</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>您已离线</translation>
    </message>
    <message>
        <source>{as_of} What you write is kept and leaves by itself when the network is back.</source>
        <translation>{as_of}您写的内容会保留，网络恢复后自动发出。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Your account is disabled</source>
        <translation>您的账号已停用</translation>
    </message>
    <message>
        <source>Nothing new arrives and nothing leaves. Ask the main account of your company.</source>
        <translation>暂时无法收发消息，请联系贵公司的主账号。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation>您已退出登录</translation>
    </message>
    <message>
        <source>Everything on this machine stays readable. Sign in again to send what is waiting.</source>
        <translation>本机内容仍可查看。重新登录后，待发消息会自动发出。</translation>
    </message>
    <message>
        <source>Something else answers at the server&apos;s address</source>
        <translation>服务器地址上响应的不是本平台</translation>
    </message>
    <message>
        <source>{as_of} Perhaps this network asks for a login first: open a web page, then try again. What you write is kept.</source>
        <translation>{as_of}当前网络可能需要先认证：请打开任意网页完成认证后再试。您写的内容会保留。</translation>
    </message>
    <message>
        <source>The server has a fault</source>
        <translation>服务器出现故障</translation>
    </message>
    <message>
        <source>{as_of} What you write is kept and sent as soon as it works again.</source>
        <translation>{as_of}您写的内容会保留，服务器恢复后即发出。</translation>
    </message>
    <message>
        <source>The server could not prove who it is</source>
        <translation>无法确认服务器身份</translation>
    </message>
    <message>
        <source>Nothing was sent, for safety. Check this machine&apos;s date or use another network. What you write stays.</source>
        <translation>为安全起见未发送任何内容。请检查本机日期，或更换网络。您写的内容会保留。</translation>
    </message>
    <message>
        <source>A new password is needed</source>
        <translation>需要设置新密码</translation>
    </message>
    <message>
        <source>Until you choose one nothing is sent or received.</source>
        <translation>设置之前无法收发消息。</translation>
    </message>
    <message>
        <source>Choose a password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>This desk has been offline for too long</source>
        <translation>此工作台离线时间过长</translation>
    </message>
    <message>
        <source>For safety your company wants you to sign in again. Nothing on this machine is lost.</source>
        <translation>按公司的安全要求，请重新登录。本机内容不会丢失。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>New messages cannot be kept on this machine. Free some space, then try again.</source>
        <translation>新消息无法保存到本机。请腾出空间后再试。</translation>
    </message>
    <message>
        <source>The folder of this desk cannot be written</source>
        <translation>工作台的文件夹不可写</translation>
    </message>
    <message>
        <source>What you write now would be lost. Make the folder writable, then start again.</source>
        <translation>现在写的内容会丢失。请将文件夹设为可写后重新启动。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>The files of this desk cannot be read</source>
        <translation>无法读取工作台的文件</translation>
    </message>
    <message>
        <source>Your conversations are safe on the server. Start again: the cache is then rebuilt.</source>
        <translation>会话在服务器上安全无损。请重新启动，缓存会自动重建。</translation>
    </message>
    <message>
        <source>It is {span} behind the server&apos;s. Times of new messages may look wrong until you set it.</source>
        <translation>比服务器慢 {span}。校准之前，新消息的时间可能有误。</translation>
    </message>
    <message>
        <source>It is {span} ahead of the server&apos;s. Times of new messages may look wrong until you set it.</source>
        <translation>比服务器快 {span}。校准之前，新消息的时间可能有误。</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong</source>
        <translation>本机时钟不准</translation>
    </message>
    <message>
        <source>This session is not kept</source>
        <translation>本次使用不留存</translation>
    </message>
    <message>
        <source>Nothing is stored on this machine: drafts and unsent messages end when you quit.</source>
        <translation>本机不保存任何内容：退出程序后，草稿和未发消息将丢失。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>钥匙串已锁定</translation>
    </message>
    <message>
        <source>It holds the key to your local files. Unlock it, then try again.</source>
        <translation>本机文件的密钥在钥匙串中。请解锁后重试。</translation>
    </message>
    <message>
        <source>The key to your local files is gone</source>
        <translation>本机文件的密钥已丢失</translation>
    </message>
    <message>
        <source>The keyring no longer has it, so they cannot be read. Signing in loads your conversations anew; drafts and unsent messages on this machine are lost.</source>
        <translation>钥匙串中已没有密钥，文件无法读取。登录后将重新加载会话；本机的草稿和未发消息无法找回。</translation>
    </message>
    <message>
        <source>Your files are newer than this program</source>
        <translation>本机文件的版本高于此程序</translation>
    </message>
    <message>
        <source>A newer version of Workstation wrote them. Nothing was changed: update, then start again.</source>
        <translation>文件由更新版本的程序写入，未作任何改动。请更新程序后重新启动。</translation>
    </message>
    <message>
        <source>Make it writable for you or choose another one, then try again. Nothing was changed.</source>
        <translation>请将其设为可写，或换一个文件夹后重试。未作任何改动。</translation>
    </message>
    <message>
        <source>Your files cannot be opened safely. Free some space, then try again. Nothing was changed.</source>
        <translation>无法安全地打开文件。请腾出空间后重试。未作任何改动。</translation>
    </message>
    <message>
        <source>The files on this machine are damaged</source>
        <translation>本机文件已损坏</translation>
    </message>
    <message>
        <source>They cannot be opened and stay where they are. Signing in loads your conversations anew.</source>
        <translation>文件无法打开，已原样保留。登录后将重新加载会话。</translation>
    </message>
    <message>
        <source>The rehearsal fair did not start</source>
        <translation>演练展会未能启动</translation>
    </message>
    <message>
        <source>What went wrong stands in the log. You can sign in to another server meanwhile.</source>
        <translation>原因已写入日志。您也可以登录其他服务器。</translation>
    </message>
    <message>
        <source>A file on this machine was damaged</source>
        <translation>本机有文件损坏</translation>
    </message>
    <message>
        <source>It was set aside; what could be read of drafts and unsent messages was kept. Please check them.</source>
        <translation>损坏的文件已另存；可读取的草稿和未发消息已保留，请检查。</translation>
    </message>
    <message>
        <source>That is too much to look for</source>
        <translation>查找内容过长</translation>
    </message>
    <message>
        <source>A search can have {limit} characters. Leave some words out.</source>
        <translation>查找内容最多 {limit} 个字符。请减少一些词。</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>文件夹不是空的</translation>
    </message>
    <message>
        <source>Nothing was written, so that nothing gets lost. Choose an empty or a new folder.</source>
        <translation>为避免覆盖已有文件，未写入任何内容。请选择空文件夹或新建文件夹。</translation>
    </message>
    <message>
        <source>The export did not work</source>
        <translation>导出未成功</translation>
    </message>
    <message>
        <source>The files could not be written completely. Choose another folder, then try again.</source>
        <translation>文件未能完整写入。请选择其他文件夹后重试。</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again; if it stays, start Workstation anew.</source>
        <translation>请重试；如仍不行，请重新启动 Workstation。</translation>
    </message>
    <message>
        <source>Your conversations on this machine have been deleted. Ask the main account of your company.</source>
        <translation>本机保存的会话已删除。请联系贵公司主账号。</translation>
    </message>
    <message>
        <source>Your conversations on this machine have been deleted. If it is yours, sign in again: they come back.</source>
        <translation>本机保存的会话已删除。如果这是您的设备，重新登录后会话会再次同步回来。</translation>
    </message>
    <message>
        <source>Your account was disabled</source>
        <translation>您的账号已被停用</translation>
    </message>
    <message>
        <source>This device was signed out from another place</source>
        <translation>此设备已在别处被退出登录</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>This machine was without the platform for longer than your company allows. Nothing is lost: after you sign in everything is there again, also what you had not sent.</source>
        <translation>本机离线时间已超过贵公司允许的期限。内容没有丢失：登录后一切照旧，尚未发出的消息也都在。</translation>
    </message>
    <message>
        <source>The disk does not work as it should</source>
        <translation>磁盘工作异常</translation>
    </message>
    <message>
        <source>New messages cannot be kept on this machine. Check the disk, then try again.</source>
        <translation>新消息无法保存到本机。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>Your files cannot be read or written. Check that the disk is connected and has room, then try again. Nothing was changed.</source>
        <translation>文件无法读写。请检查磁盘是否已连接且有可用空间，然后重试。未作任何改动。</translation>
    </message>
</context>
<context>
    <name>ProfileView</name>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <comment>All other platforms</comment>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>asked about {exhibit}</source>
        <translation>咨询 {exhibit}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>尚无人接待</translation>
    </message>
    <message>
        <source>Which buyers</source>
        <translation>哪些采购商</translation>
    </message>
    <message>
        <source>In the queue {count}</source>
        <translation>排队中 {count}</translation>
    </message>
    <message>
        <source>Waiting for an answer {count}</source>
        <translation>等待回复 {count}</translation>
    </message>
    <message numerus="yes">
        <source>Assign %n …</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>分配这 %n 位…</numerusform>
        </translation>
    </message>
    <message>
        <source>Assign …</source>
        <translation>分配…</translation>
    </message>
    <message>
        <source>{name} serves {buyer} now</source>
        <translation>{buyer} 现由 {name} 接待</translation>
    </message>
    <message>
        <source>To {name}</source>
        <translation>分配给 {name}</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Drag buyers onto a colleague, or choose buyers and click a colleague.</source>
        <translation>将采购商拖到同事上，或选中采购商后点击同事。</translation>
    </message>
    <message>
        <source>Buyers who wait</source>
        <translation>等待中的采购商</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>最新消息</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>已等待</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>没有人在等待</translation>
    </message>
    <message>
        <source>Whoever comes and finds nobody free is listed here.</source>
        <translation>没有空闲同事接待的采购商会列在这里。</translation>
    </message>
</context>
<context>
    <name>QuickSettings</name>
    <message>
        <source>Who gets new buyers</source>
        <translation>新采购商由谁接待</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>全部规则</translation>
    </message>
</context>
<context>
    <name>QuoteDialog</name>
    <message>
        <source>Still missing: {field}</source>
        <translation>还缺：{field}</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Quote for {name}</source>
        <translation>给 {name} 的报价</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Price and unit</source>
        <translation>单价与单位</translation>
    </message>
    <message>
        <source>Incoterm and named place</source>
        <translation>贸易术语与指定地点</translation>
    </message>
    <message>
        <source>Minimum order</source>
        <translation>起订量</translation>
    </message>
    <message>
        <source>Lead time in days</source>
        <translation>交货期（天）</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>报价语言</translation>
    </message>
    <message>
        <source>What the buyer reads</source>
        <translation>采购商看到的内容</translation>
    </message>
    <message>
        <source>What is offered</source>
        <translation>报价的产品</translation>
    </message>
    <message>
        <source>Price of one</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>per unit</source>
        <translation>计价单位</translation>
    </message>
    <message>
        <source>For example: Ningbo</source>
        <translation>例如：宁波</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Incoterm</source>
        <translation>贸易术语</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>指定地点</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>不限期</translation>
    </message>
    <message>
        <source>Put into the message</source>
        <translation>放入消息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RailWords</name>
    <message numerus="yes">
        <source>%n with something unread</source>
        <translation>
            <numerusform>%n 个会话有未读消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Inbox, {count}</source>
        <translation>会话，{count}</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>会话</translation>
    </message>
    <message numerus="yes">
        <source>%n new purchase intent(s)</source>
        <translation>
            <numerusform>%n 条新采购意向</numerusform>
        </translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Intents</source>
        <translation>意向</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>消息中心</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ReadMarks</name>
    <message>
        <source>Marked as read</source>
        <translation>已标为已读</translation>
    </message>
    <message>
        <source>Marked as unread</source>
        <translation>已标为未读</translation>
    </message>
</context>
<context>
    <name>ReadinessDialog</name>
    <message>
        <source>Ready for negotiations?</source>
        <translation>洽谈准备检查</translation>
    </message>
    <message>
        <source>Look at this once before the first negotiation, on every machine you work on.</source>
        <translation>首次洽谈前，请在每台使用的电脑上检查一遍。</translation>
    </message>
    <message>
        <source>I have signed in to it once with this number</source>
        <translation>我已用该号码登录过一次</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Mobile number registered</source>
        <translation>已登记手机号</translation>
    </message>
    <message>
        <source>No mobile number is registered for you</source>
        <translation>您还没有登记手机号</translation>
    </message>
    <message>
        <source>Add it under Settings → Me: the meeting account is that number, and reminders go there.</source>
        <translation>请在“设置 → 我的资料”中补充：会议账号就是该手机号，提醒也发到该号码。</translation>
    </message>
    <message>
        <source>The fair&apos;s support</source>
        <translation>展会客服</translation>
    </message>
    <message>
        <source>The organiser has not said how the support is reached. Ask your main account.</source>
        <translation>主办方未提供客服联系方式，请询问主账号。</translation>
    </message>
    <message>
        <source>Everything is in order. You can enter a negotiation with one click.</source>
        <translation>一切就绪，洽谈时一键即可进入。</translation>
    </message>
    <message>
        <source>Something is left to do before your first negotiation.</source>
        <translation>首次洽谈前还有事项需要处理。</translation>
    </message>
    <message>
        <source>{program} is not installed on this machine</source>
        <translation>本机未安装{program}</translation>
    </message>
    <message>
        <source>Without it negotiations open in the browser, where not everything works.</source>
        <translation>没有它，洽谈会在浏览器中打开，部分功能不可用。</translation>
    </message>
    <message>
        <source>{program} is installed</source>
        <translation>已安装{program}</translation>
    </message>
    <message>
        <source>{program}</source>
        <translation>{program}</translation>
    </message>
    <message>
        <source>Whether its program is installed cannot be told here; the browser always works.</source>
        <translation>无法判断本机是否已安装其客户端；浏览器始终可用。</translation>
    </message>
    <message>
        <source>Get it …</source>
        <translation>去下载…</translation>
    </message>
    <message>
        <source>Your meeting account is ready</source>
        <translation>会议账号已就绪</translation>
    </message>
    <message>
        <source>Is your meeting account ready?</source>
        <translation>会议账号准备好了吗？</translation>
    </message>
    <message>
        <source>It is your registered mobile number, in {organisation}. Nothing but you can tell whether it works: sign in once, then tick this.</source>
        <translation>会议账号是您登记的手机号，所属为{organisation}。能否登录只有您自己知道：请登录一次，然后在此勾选。</translation>
    </message>
</context>
<context>
    <name>ReceiverDialog</name>
    <message>
        <source>Who receives {buyer}?</source>
        <translation>由谁接待 {buyer}？</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>指定</translation>
    </message>
    <message numerus="yes">
        <source>%n that day</source>
        <translation>
            <numerusform>当天 %n 场</numerusform>
        </translation>
    </message>
    <message>
        <source>free that day</source>
        <translation>当天空闲</translation>
    </message>
    <message>
        <source>Is named now</source>
        <translation>当前接待人</translation>
    </message>
    <message>
        <source>Receives {buyer} then ({hours})</source>
        <translation>届时接待 {buyer}（{hours}）</translation>
    </message>
    <message>
        <source>The account is disabled</source>
        <translation>账号已停用</translation>
    </message>
    <message>
        <source>May not receive bookings</source>
        <translation>没有接待预约的权限</translation>
    </message>
    <message>
        <source>Suggested: serves this buyer</source>
        <translation>推荐：正在服务该采购商</translation>
    </message>
    <message>
        <source>Suggested: has least to do that day</source>
        <translation>推荐：当天安排最少</translation>
    </message>
    <message>
        <source>Serves this buyer</source>
        <translation>正在服务该采购商</translation>
    </message>
    <message>
        <source>You receive the buyer, with no further answer; the buyer is told now.</source>
        <translation>由您本人接待，无需再确认；采购商会立即收到通知。</translation>
    </message>
    <message>
        <source>{name} is told now, and again 15 minutes before; the buyer learns who receives them.</source>
        <translation>{name} 会立即收到通知，并在开始前 15 分钟再次提醒；采购商会得知接待人。</translation>
    </message>
    <message>
        <source>{name} is told now; the buyer learns who receives them.</source>
        <translation>将立即通知{name}；采购商会得知由谁接待。</translation>
    </message>
    <message>
        <source>Send my card along</source>
        <translation>同时发送我的名片</translation>
    </message>
</context>
<context>
    <name>Refused</name>
    <message>
        <source>The server did not accept it; nothing has changed.</source>
        <translation>服务器未接受，没有任何更改。</translation>
    </message>
    <message>
        <source>This is asked of the server, which cannot be reached right now. Try again when you are on-line.</source>
        <translation>这需要连接服务器，但目前无法连接。请联网后重试。</translation>
    </message>
    <message>
        <source>You are signed out on this machine.</source>
        <translation>您已在此设备上退出登录。</translation>
    </message>
    <message>
        <source>You are signed out. Sign in, then try again.</source>
        <translation>您已退出登录，请登录后重试。</translation>
    </message>
    <message>
        <source>The server has a fault right now. Nothing has changed; try again later.</source>
        <translation>服务器出现故障，没有任何更改，请稍后重试。</translation>
    </message>
    <message>
        <source>Something else answers at the server&apos;s address. Perhaps this network asks for a login first.</source>
        <translation>该地址上应答的不是我们的服务器，可能需要先登录当前网络。</translation>
    </message>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>服务器繁忙，请稍后重试。</translation>
    </message>
    <message>
        <source>That was asked too often. Try again in a moment.</source>
        <translation>请求过于频繁，请稍后重试。</translation>
    </message>
    <message>
        <source>The disk is full, so it cannot be kept. Free some space, then try again.</source>
        <translation>磁盘已满，无法保存。请清理空间后重试。</translation>
    </message>
    <message>
        <source>This folder cannot be written, so nothing can be kept or sent.</source>
        <translation>此文件夹不可写入，无法保存或发送。</translation>
    </message>
    <message>
        <source>Change your first password, then try again.</source>
        <translation>请先修改初始密码，再重试。</translation>
    </message>
    <message>
        <source>Your account is disabled. Ask your main account.</source>
        <translation>您的账号已停用，请联系主账号。</translation>
    </message>
    <message>
        <source>You may not do this any more; nothing has changed. Ask your main account if you need to.</source>
        <translation>您已没有此权限，没有任何更改。如有需要请联系主账号。</translation>
    </message>
    <message>
        <source>It is no longer there, or no longer yours to decide. Nothing has changed.</source>
        <translation>对象已不存在，或已不归您处理。没有任何更改。</translation>
    </message>
    <message>
        <source>Somebody else serves this buyer by now, so nothing has changed. Look again, then decide.</source>
        <translation>该采购商已由其他人接待，没有任何更改。请重新查看后再决定。</translation>
    </message>
    <message>
        <source>This colleague serves the buyer already.</source>
        <translation>该同事已在接待这位采购商。</translation>
    </message>
    <message>
        <source>This colleague&apos;s account is disabled or may not receive messages. Choose somebody else.</source>
        <translation>该同事的账号已停用或无权接收消息，请选择其他人。</translation>
    </message>
    <message>
        <source>Another colleague has been asked already. Wait for the answer, or withdraw it first.</source>
        <translation>已在征求另一位同事的意见，请等待答复或先撤回。</translation>
    </message>
    <message>
        <source>It is too late: it was answered, withdrawn, or its time has passed. Nothing has changed.</source>
        <translation>已经太晚：对方已答复、已被撤回或已超时。没有任何更改。</translation>
    </message>
    <message>
        <source>The organiser&apos;s deadline has passed: manual or automatic can no longer be changed.</source>
        <translation>已过主办方的截止时间，手动或自动不可再改。</translation>
    </message>
    <message>
        <source>These rules do not fit together; check the options.</source>
        <translation>这些规则互相矛盾，请检查选项。</translation>
    </message>
    <message>
        <source>The session was over already.</source>
        <translation>会话此前已结束。</translation>
    </message>
    <message>
        <source>Somebody was faster, so nothing has changed. Look again, then decide.</source>
        <translation>其他人已先处理，没有任何更改。请重新查看后再决定。</translation>
    </message>
    <message>
        <source>A colleague is writing to this buyer right now. Try again in a moment.</source>
        <translation>一位同事正在给该采购商回复，请稍后重试。</translation>
    </message>
    <message>
        <source>The text has {length} characters, {limit} are possible. Shorten it.</source>
        <translation>内容有 {length} 个字符，最多 {limit} 个，请缩短。</translation>
    </message>
    <message>
        <source>The text contains characters that cannot be sent. Remove them.</source>
        <translation>内容含有无法发送的字符，请删除。</translation>
    </message>
    <message>
        <source>Something in it cannot be kept so. Correct it, then try again.</source>
        <translation>有内容无法保存，请更正后重试。</translation>
    </message>
    <message>
        <source>There are {limit} already, and no more are possible.</source>
        <translation>已有 {limit} 个，不能再增加。</translation>
    </message>
    <message>
        <source>This sign-in name is taken. Choose another one.</source>
        <translation>此登录名已被使用，请换一个。</translation>
    </message>
    <message>
        <source>The present password is not right.</source>
        <translation>当前密码不正确。</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Take at least 8 characters, not your name, no common word.</source>
        <translation>密码太容易被猜到。请至少使用 8 个字符，不要用姓名或常见词。</translation>
    </message>
    <message>
        <source>The new password was typed differently the second time.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>The account is locked after too many wrong passwords. Try again later.</source>
        <translation>密码错误次数过多，账号已锁定，请稍后再试。</translation>
    </message>
    <message>
        <source>Your package allows {limit} enabled accounts. Disable one, or ask the organiser for more.</source>
        <translation>套餐最多启用 {limit} 个账号。请停用一个，或向主办方申请增加。</translation>
    </message>
    <message>
        <source>This buyer is blocked.</source>
        <translation>该采购商已被拉黑。</translation>
    </message>
    <message>
        <source>The transfer came to nothing.</source>
        <translation>转接未成功。</translation>
    </message>
    <message>
        <source>The assignment came to nothing.</source>
        <translation>分配未成功。</translation>
    </message>
    <message>
        <source>Taking over came to nothing.</source>
        <translation>接管未成功。</translation>
    </message>
    <message>
        <source>Your answer came to nothing.</source>
        <translation>答复未成功。</translation>
    </message>
    <message>
        <source>Withdrawing came to nothing.</source>
        <translation>撤回未成功。</translation>
    </message>
    <message>
        <source>Ending the session came to nothing.</source>
        <translation>结束会话未成功。</translation>
    </message>
    <message>
        <source>Blocking the buyer came to nothing.</source>
        <translation>拉黑未成功。</translation>
    </message>
    <message>
        <source>The report was not accepted.</source>
        <translation>举报未被接受。</translation>
    </message>
    <message>
        <source>Your personal information was not changed.</source>
        <translation>个人信息未修改。</translation>
    </message>
    <message>
        <source>Your status was not changed.</source>
        <translation>状态未更改。</translation>
    </message>
    <message>
        <source>The permissions were not changed.</source>
        <translation>权限未修改。</translation>
    </message>
    <message>
        <source>The account was not changed.</source>
        <translation>账号未修改。</translation>
    </message>
    <message>
        <source>The time off-line was not changed.</source>
        <translation>离线时间未修改。</translation>
    </message>
    <message>
        <source>The auto-replies were not changed.</source>
        <translation>自动回复未修改。</translation>
    </message>
    <message>
        <source>The file cannot be read. Perhaps another program has it.</source>
        <translation>无法读取文件，可能正被其他程序占用。</translation>
    </message>
    <message>
        <source>This is no translation memory: reading ended at line {line}. TMX files can be brought in, and tables (CSV) whose first row names the languages.</source>
        <translation>这不是翻译记忆库：读到第 {line} 行时中止。可导入 TMX 文件，或首行为语言名称的表格 (CSV)。</translation>
    </message>
    <message>
        <source>This time is past. Choose a later one.</source>
        <translation>该时间已过去，请选择更晚的时间。</translation>
    </message>
    <message>
        <source>A slot ends on the day on which it begins, at the fair.</source>
        <translation>时段须在展会当地的同一天内结束。</translation>
    </message>
    <message>
        <source>A slot is between 5 minutes and 12 hours long.</source>
        <translation>时段时长须在 5 分钟到 12 小时之间。</translation>
    </message>
    <message>
        <source>Another slot is there already. Choose a time beside it.</source>
        <translation>该时间已有其他时段，请错开。</translation>
    </message>
    <message>
        <source>All places of this slot are taken. Choose another one.</source>
        <translation>该时段名额已满，请另选时段。</translation>
    </message>
    <message>
        <source>This slot was deleted meanwhile. Choose another one.</source>
        <translation>该时段刚刚被删除，请另选时段。</translation>
    </message>
    <message>
        <source>A buyer has booked this slot meanwhile, so it can&apos;t be changed or deleted. Look at its bookings.</source>
        <translation>采购商刚刚预约了该时段，因此不能修改或删除，请查看其预约。</translation>
    </message>
    <message>
        <source>That is too much at once: {limit} at most. Take fewer days or longer slots.</source>
        <translation>一次过多：最多 {limit} 个。请减少天数或加长时段。</translation>
    </message>
    <message>
        <source>The file could not be written. See whether the folder can be written and the disk has space.</source>
        <translation>文件无法写入，请检查文件夹是否可写、磁盘是否有空间。</translation>
    </message>
    <message>
        <source>This buyer has a negotiation with you at that time already.</source>
        <translation>该采购商在此时间已与贵司有洽谈。</translation>
    </message>
    <message>
        <source>The negotiation has begun, so this can&apos;t be changed any more.</source>
        <translation>洽谈已开始，不能再更改。</translation>
    </message>
    <message>
        <source>The booking was cancelled or is over. Nothing has changed.</source>
        <translation>该预约已取消或已结束，未作更改。</translation>
    </message>
    <message>
        <source>This colleague receives another buyer at that time. Choose somebody else.</source>
        <translation>该同事在此时间接待其他采购商，请另选他人。</translation>
    </message>
    <message>
        <source>This colleague&apos;s account is disabled or may not receive bookings. Choose somebody else.</source>
        <translation>该同事的账号已停用或没有接待预约的权限，请另选他人。</translation>
    </message>
    <message>
        <source>Somebody else was named meanwhile. Look again, then decide.</source>
        <translation>期间已指定了其他人，请查看后再决定。</translation>
    </message>
    <message>
        <source>These meeting details don&apos;t belong to that service. Look at them again.</source>
        <translation>这些会议信息与所选服务不符，请检查。</translation>
    </message>
    <message>
        <source>The server is not set up to make such meetings.</source>
        <translation>服务器未配置此类会议的创建。</translation>
    </message>
    <message>
        <source>The slots were not created.</source>
        <translation>时段未创建。</translation>
    </message>
    <message>
        <source>The slot was not changed.</source>
        <translation>时段未修改。</translation>
    </message>
    <message>
        <source>The slots were not deleted.</source>
        <translation>时段未删除。</translation>
    </message>
    <message>
        <source>The slots were not taken back.</source>
        <translation>时段未撤销。</translation>
    </message>
    <message>
        <source>The rules for bookings were not changed.</source>
        <translation>预约规则未修改。</translation>
    </message>
    <message>
        <source>The slots were not offered.</source>
        <translation>时段未提供。</translation>
    </message>
    <message>
        <source>Naming who receives the buyer came to nothing.</source>
        <translation>指定接待人未成功。</translation>
    </message>
    <message>
        <source>Your answer to a booking came to nothing.</source>
        <translation>您对预约的答复未成功。</translation>
    </message>
    <message>
        <source>The booking was not cancelled.</source>
        <translation>预约未取消。</translation>
    </message>
    <message>
        <source>The other time was not proposed.</source>
        <translation>改期提议未送出。</translation>
    </message>
    <message>
        <source>Your answer to the buyer&apos;s other time came to nothing.</source>
        <translation>您对改期请求的答复未成功。</translation>
    </message>
    <message>
        <source>The meeting&apos;s details were not saved.</source>
        <translation>会议信息未保存。</translation>
    </message>
    <message>
        <source>Notes and outcome were not saved.</source>
        <translation>记录与结果未保存。</translation>
    </message>
    <message>
        <source>{given} slots are too many at once; {limit} can be created in one go.</source>
        <translation>一次 {given} 个时段过多，每次最多 {limit} 个。</translation>
    </message>
    <message>
        <source>That proposal was answered already, or another has taken its place.</source>
        <translation>该改期提议已有答复，或已被新的提议取代。</translation>
    </message>
    <message>
        <source>The buyer has withdrawn this purchase intent, or its deadline has passed. Nothing was sent.</source>
        <translation>采购商已撤回这条采购意向，或报价已截止，未发送任何内容。</translation>
    </message>
    <message>
        <source>Somebody else has assigned this purchase intent meanwhile. Look again, then decide.</source>
        <translation>这条采购意向刚被他人分配过，请核对后再决定。</translation>
    </message>
    <message>
        <source>This colleague&apos;s account is disabled or may not receive purchase intents. Choose somebody else.</source>
        <translation>该同事的账号已停用，或没有接收采购意向的权限，请另选一位。</translation>
    </message>
    <message>
        <source>A colleague is talking with this buyer right now. Ask them, or wait until that chat is over.</source>
        <translation>有同事正在与该采购商会话。可与同事沟通，或等该会话结束。</translation>
    </message>
    <message>
        <source>The purchase intent was not assigned.</source>
        <translation>采购意向未分配。</translation>
    </message>
    <message>
        <source>Your card was not sent to the buyer of a purchase intent.</source>
        <translation>名片未能发给采购意向的采购商。</translation>
    </message>
    <message>
        <source>The chat about a purchase intent was not started.</source>
        <translation>采购意向的会话未能发起。</translation>
    </message>
    <message>
        <source>A purchase intent was not marked.</source>
        <translation>采购意向未能标记。</translation>
    </message>
    <message>
        <source>Choose a last day that is not before the first, and at most 400 days in all.</source>
        <translation>结束日期不能早于开始日期，总共不超过 400 天。</translation>
    </message>
    <message>
        <source>The hours end before they begin. Slots end on the day on which they begin, at midnight at last.</source>
        <translation>结束时间早于开始时间。时段须在当天结束，最晚到午夜。</translation>
    </message>
    <message>
        <source>The lunch break ends before it begins.</source>
        <translation>午休的结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>The pause between two slots is too long.</source>
        <translation>时段之间的间隔太长。</translation>
    </message>
</context>
<context>
    <name>ReminderLines</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 场</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminding</name>
    <message>
        <source>I know</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>In 5 minutes</source>
        <translation>5 分钟后提醒</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Missed: negotiation with {name} at {time}</source>
        <translation>错过了与 {name} 的洽谈（{time}）</translation>
    </message>
    <message>
        <source>Negotiation with {name} {distance}</source>
        <translation>与 {name} 的洽谈 {distance}</translation>
    </message>
    <message>
        <source>Nobody is named who can receive them: {when}</source>
        <translation>还没有能接待的人：{when}</translation>
    </message>
    <message>
        <source>Enter the next negotiation</source>
        <translation>进入下一场洽谈</translation>
    </message>
    <message>
        <source>Check my readiness for negotiations</source>
        <translation>洽谈准备检查</translation>
    </message>
    <message>
        <source>Help with negotiations</source>
        <translation>洽谈帮助</translation>
    </message>
    <message>
        <source>Next negotiation: {what}</source>
        <translation>下一场洽谈：{what}</translation>
    </message>
    <message>
        <source>{time}, {name}</source>
        <translation>{time} {name}</translation>
    </message>
    <message>
        <source>Name somebody</source>
        <translation>指定接待人</translation>
    </message>
    <message>
        <source>Enter negotiation: {what}</source>
        <translation>进入洽谈：{what}</translation>
    </message>
    <message>
        <source>Booking: {buyer}</source>
        <translation>预约：{buyer}</translation>
    </message>
</context>
<context>
    <name>RepliesEditor</name>
    <message>
        <source>Which answers</source>
        <translation>使用哪些回复</translation>
    </message>
    <message>
        <source>The company&apos;s texts</source>
        <translation>公司文案</translation>
    </message>
    <message>
        <source>Own texts</source>
        <translation>自定义文案</translation>
    </message>
    <message>
        <source>While on-line</source>
        <translation>在线时</translation>
    </message>
    <message>
        <source>Given when on-line or busy.</source>
        <translation>在线或忙碌时回复。</translation>
    </message>
    <message>
        <source>While off-line</source>
        <translation>离线时</translation>
    </message>
    <message>
        <source>Given when away, not to be disturbed, or off-line.</source>
        <translation>离开、勿扰或离线时回复。</translation>
    </message>
    <message>
        <source>Waiting and transfer</source>
        <translation>等待与转接</translation>
    </message>
    <message>
        <source>Where a text is missing, the platform&apos;s own words are sent.</source>
        <translation>未填写的，发送平台默认内容。</translation>
    </message>
    <message>
        <source>For buyers who wait in the queue</source>
        <translation>给排队中的采购商</translation>
    </message>
    <message>
        <source>For buyers who are handed over; {name} is who serves them now</source>
        <translation>给被转接的采购商；{name} 为现在的接待人</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>RepliesPage</name>
    <message>
        <source>Company default</source>
        <translation>公司默认</translation>
    </message>
    <message>
        <source>Saved; it holds at once</source>
        <translation>已保存，立即生效</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Auto-replies of</source>
        <translation>自动回复对象</translation>
    </message>
</context>
<context>
    <name>ReplyCard</name>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
</context>
<context>
    <name>ReplyStrip</name>
    <message>
        <source>Do not quote it</source>
        <translation>取消引用</translation>
    </message>
    <message>
        <source>Answer to {name}: {text}</source>
        <translation>回复 {name}：{text}</translation>
    </message>
</context>
<context>
    <name>ResetDialog</name>
    <message>
        <source>New first password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>A new password for {name}</source>
        <translation>为 {name} 重置密码</translation>
    </message>
    <message>
        <source>The present password stops working at once; {name} is signed out everywhere and unlocked. What is on their machines stays there.</source>
        <translation>当前密码立即失效；{name} 将在所有设备上退出登录并解除锁定。其设备上的数据会保留。</translation>
    </message>
    <message>
        <source>Make a new password</source>
        <translation>生成新密码</translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message numerus="yes">
        <source>%n in all</source>
        <comment>rows</comment>
        <translation>
            <numerusform>共 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>尚无人接待</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家/地区</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Last message at</source>
        <translation>最新消息时间</translation>
    </message>
    <message>
        <source>Waited from</source>
        <translation>开始等待</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>回复时间</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>回复人</translation>
    </message>
    <message>
        <source>Seconds waited</source>
        <translation>等待秒数</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复于</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待时长</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV 表格</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>导出为 CSV 表格…</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>洽谈时间</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Purchase intent</source>
        <translation>采购意向</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save the agenda as PDF</source>
        <translation>将日程存为 PDF</translation>
    </message>
    <message>
        <source>Negotiations</source>
        <comment>begins the name of a file</comment>
        <translation>洽谈日程</translation>
    </message>
    <message>
        <source>Save for another calendar</source>
        <translation>导出到其他日历</translation>
    </message>
    <message>
        <source>Calendar (*.ics)</source>
        <translation>日历 (*.ics)</translation>
    </message>
    <message>
        <source>The agenda was sent to the printer</source>
        <translation>日程已发送到打印机</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已存为 {name}</translation>
    </message>
    <message>
        <source>Negotiation: {buyer}</source>
        <translation>洽谈：{buyer}</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Buyer&apos;s time</source>
        <translation>采购商当地时间</translation>
    </message>
    <message>
        <source>What the buyer wrote</source>
        <translation>采购商留言</translation>
    </message>
    <message>
        <source>Meeting code</source>
        <translation>会议号</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>会议密码</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入会议</translation>
    </message>
</context>
<context>
    <name>SearchPane</name>
    <message>
        <source>Still indexing, {percent} %: older messages may be missing.</source>
        <translation>仍在建立索引（{percent} %）：较早的消息可能尚未列出。</translation>
    </message>
    <message>
        <source>Not looked for: {characters}</source>
        <translation>未参与查找：{characters}</translation>
    </message>
    <message>
        <source>Nothing is on this machine yet</source>
        <translation>本机还没有内容</translation>
    </message>
    <message>
        <source>Your conversations can be searched as soon as they are loaded.</source>
        <translation>会话加载完成后即可查找。</translation>
    </message>
    <message>
        <source>There is nothing to look for</source>
        <translation>没有可查找的内容</translation>
    </message>
    <message>
        <source>Punctuation alone is not searched. Add a letter, a digit or a character.</source>
        <translation>不能只查找标点。请加上字母、数字或汉字。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Buyers and messages found</source>
        <translation>找到的采购商与消息</translation>
    </message>
    <message>
        <source>Nothing found so</source>
        <translation>没有符合条件的结果</translation>
    </message>
    <message>
        <source>Something may be found without the filters above.</source>
        <translation>清除上方的筛选条件，也许能找到。</translation>
    </message>
    <message>
        <source>Search without filters</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>No name, company, card, note or message on this machine has all these words.</source>
        <translation>本机的姓名、公司、名片、备注和消息中，没有同时包含这些词的。</translation>
    </message>
</context>
<context>
    <name>SearchRows</name>
    <message>
        <source>Buyers and colleagues</source>
        <translation>采购商与同事</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>More messages …</source>
        <translation>更多消息…</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Business cards</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Other things</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n card(s) chosen</source>
        <translation>
            <numerusform>已选 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>None</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Merge …</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>删除…</translation>
    </message>
</context>
<context>
    <name>SelectionPopup</name>
    <message>
        <source>Translation of the selection</source>
        <translation>所选内容的译文</translation>
    </message>
</context>
<context>
    <name>SendStrip</name>
    <message>
        <source>Your card goes to {name}</source>
        <translation>您的名片将发送给 {name}</translation>
    </message>
    <message>
        <source>It leaves in a moment by itself. Whoever has it also gets what you change on it later.</source>
        <translation>稍后自动发送。您以后更新名片，对方也会看到。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Don&apos;t send</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改名片</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>系统设置</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>工作方式</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>A buyer waits too long after</source>
        <translation>采购商等候超时</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Notify me about</source>
        <translation>通知范围</translation>
    </message>
    <message>
        <source> min</source>
        <comment>after a number of minutes</comment>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>to</source>
        <comment>between two times of day</comment>
        <translation>至</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>免打扰开始</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>免打扰结束</translation>
    </message>
    <message>
        <source>Workstation {version}, licensed under Apache-2.0</source>
        <translation>Workstation {version}，以 Apache-2.0 许可发布</translation>
    </message>
    <message>
        <source>Built with:
{list}</source>
        <translation>所用组件：
{list}</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter breaks the line</source>
        <translation>Ctrl+Enter 发送，Enter 换行</translation>
    </message>
    <message>
        <source>Keeps the desk running in the tray</source>
        <translation>最小化到托盘</translation>
    </message>
    <message>
        <source>Quits</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不通知</translation>
    </message>
    <message>
        <source>My conversations</source>
        <translation>我的会话</translation>
    </message>
    <message>
        <source>My conversations and unassigned ones</source>
        <translation>我的会话与未分配的会话</translation>
    </message>
    <message>
        <source>All conversations I may see</source>
        <translation>我可见的全部会话</translation>
    </message>
    <message>
        <source>Licences of its parts</source>
        <translation>所用组件的许可</translation>
    </message>
    <message>
        <source>Hide the licences</source>
        <translation>收起许可信息</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <source>From</source>
        <comment>quiet hours from … to …</comment>
        <translation>从</translation>
    </message>
    <message>
        <source>Be quiet in these hours</source>
        <translation>在此时段内不打扰</translation>
    </message>
    <message>
        <source>Chime</source>
        <translation>风铃</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>水滴</translation>
    </message>
    <message>
        <source>Knock</source>
        <translation>敲门</translation>
    </message>
    <message>
        <source>The system&apos;s sound</source>
        <translation>系统提示音</translation>
    </message>
    <message>
        <source>None</source>
        <comment>no sound</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Remind me of negotiations</source>
        <translation>洽谈提醒</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Choose a colleague.</source>
        <translation>请选择同事。</translation>
    </message>
    <message>
        <source>{name} gets a link and can open the conversation.</source>
        <translation>{name} 会收到链接，可以打开这个会话。</translation>
    </message>
    <message>
        <source>{name} gets a link. It opens only once the conversation is handed to them.</source>
        <translation>{name} 会收到链接，但要在会话转接过去之后才能打开。</translation>
    </message>
    <message>
        <source>Share with a colleague</source>
        <translation>分享给同事</translation>
    </message>
    <message>
        <source>Share the conversation with {name}</source>
        <translation>分享与 {name} 的会话</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Name, in Chinese or Latin letters</source>
        <translation>姓名或拼音</translation>
    </message>
    <message>
        <source>No colleague by that name</source>
        <translation>没有这个名字的同事</translation>
    </message>
    <message>
        <source>A word about it (optional)</source>
        <translation>附言（可不填）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>分享</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>main account</source>
        <translation>主账号</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Shared with {name}</source>
        <translation>已分享给 {name}</translation>
    </message>
    <message>
        <source>Share with a colleague …</source>
        <translation>分享给同事…</translation>
    </message>
</context>
<context>
    <name>SharingCard</name>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{name} (passed over now)</source>
        <translation>{name}（目前不会分到）</translation>
    </message>
    <message>
        <source>First whoever served the buyer last, if available</source>
        <translation>优先由上次接待人接待（如可接待）</translation>
    </message>
    <message>
        <source>Only colleagues who are on-line</source>
        <translation>仅限在线的同事</translation>
    </message>
    <message>
        <source>Only below</source>
        <translation>仅限进行中的会话少于</translation>
    </message>
    <message>
        <source>live conversations each</source>
        <translation>个的同事</translation>
    </message>
    <message>
        <source>Most live conversations of one account</source>
        <translation>每个账号进行中会话的上限</translation>
    </message>
    <message>
        <source>If nobody is left:</source>
        <translation>如果没有合适的人：</translation>
    </message>
    <message>
        <source>Emergency account</source>
        <translation>应急账号</translation>
    </message>
    <message>
        <source>Else let the buyer wait in the queue</source>
        <translation>否则让采购商排队等待</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Starting the rehearsal fair</source>
        <translation>正在启动演练展会</translation>
    </message>
    <message>
        <source>The first start takes a little longer.</source>
        <translation>首次启动需要稍长时间。</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任何位置</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Go to a conversation or run an action</source>
        <translation>跳转到会话或执行操作</translation>
    </message>
    <message>
        <source>Next unanswered buyer</source>
        <translation>下一位待回复的采购商</translation>
    </message>
    <message>
        <source>Conversation above</source>
        <translation>上一个会话</translation>
    </message>
    <message>
        <source>Conversation below</source>
        <translation>下一个会话</translation>
    </message>
    <message>
        <source>Search buyers and messages</source>
        <translation>查找采购商与消息</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>在此会话中查找</translation>
    </message>
    <message>
        <source>Show or hide the buyer&apos;s profile</source>
        <translation>显示或隐藏采购商资料</translation>
    </message>
    <message>
        <source>Hand this buyer to a colleague</source>
        <translation>将该采购商转接给同事</translation>
    </message>
    <message>
        <source>Mark as unread, or as read</source>
        <translation>标为未读或已读</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>系统设置</translation>
    </message>
    <message>
        <source>List of shortcuts</source>
        <translation>快捷键列表</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>返回上一步</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Translate a message, or back to its original</source>
        <translation>翻译消息／显示原文</translation>
    </message>
    <message>
        <source>Send my business card</source>
        <translation>发送我的名片</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Account or password are not right. Check both; after ten wrong tries the account is locked.</source>
        <translation>账号或密码不正确，请核对。连续十次错误后账号将被锁定。</translation>
    </message>
    <message>
        <source>This account is disabled. Ask the main account of your company to enable it.</source>
        <translation>此账号已停用，请联系贵公司的主账号启用。</translation>
    </message>
    <message>
        <source>This is a buyer&apos;s account. The desk is for exhibitors; buyers use the fair&apos;s web page.</source>
        <translation>这是采购商账号。工作站供参展商使用，采购商请访问展会网页。</translation>
    </message>
    <message>
        <source>The server does not answer. Check the address and the network, then try again.</source>
        <translation>服务器没有响应。请检查地址和网络后再试。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no Workstation server. Check the address; in a hotel, open a web page first.</source>
        <translation>该地址有响应，但不是本平台的服务器。请检查地址；在酒店等网络中，请先打开网页完成认证。</translation>
    </message>
    <message>
        <source>The server could not prove who it is, so nothing was sent. Check the address and this machine&apos;s date.</source>
        <translation>无法确认服务器身份，未发送任何内容。请检查地址和本机日期。</translation>
    </message>
    <message>
        <source>The server has a fault. Nothing is wrong on your side; try again in a minute.</source>
        <translation>服务器出现故障，与您的操作无关，请稍后再试。</translation>
    </message>
    <message>
        <source>Too many tries from this network. Wait a minute, then try again.</source>
        <translation>当前网络尝试次数过多，请一分钟后再试。</translation>
    </message>
    <message>
        <source>This is no address. It looks like https://fair.example.com.</source>
        <translation>地址格式不对，应类似 https://fair.example.com。</translation>
    </message>
    <message>
        <source>The keyring is locked, so nothing can be remembered. Unlock it, or sign in without remembering.</source>
        <translation>钥匙串已锁定，无法记住登录。请解锁，或取消“记住我”后登录。</translation>
    </message>
    <message>
        <source>This passphrase does not open your local files. Try again.</source>
        <translation>口令无法打开本机文件，请重试。</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Use {minimum} characters or more, and not your name.</source>
        <translation>密码过于简单。请至少使用 {minimum} 个字符，且不要包含姓名。</translation>
    </message>
    <message>
        <source>The disk is full, so your files cannot be kept. Free some space, then try again.</source>
        <translation>磁盘已满，无法保存文件。请腾出空间后再试。</translation>
    </message>
    <message>
        <source>The folder of this desk cannot be written. Make it writable, then try again.</source>
        <translation>工作台的文件夹不可写。请设为可写后再试。</translation>
    </message>
    <message>
        <source>A newer version of Workstation wrote the files here. Update, then start again.</source>
        <translation>此处的文件由更新版本的程序写入。请更新程序后重新启动。</translation>
    </message>
    <message>
        <source>Signing in did not work ({code}). Try again in a minute.</source>
        <translation>登录未成功（{code}），请稍后再试。</translation>
    </message>
    <message>
        <source>The account is locked after too many wrong passwords. Try again later.</source>
        <translation>密码错误次数过多，账号已锁定，请稍后再试。</translation>
    </message>
    <message>
        <source>The account is locked after too many wrong passwords. Try again in {seconds} s.</source>
        <translation>密码错误次数过多，账号已锁定，请在 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>The account is locked after too many wrong passwords. Try again in {span}.</source>
        <translation>密码错误次数过多，账号已锁定，请在 {span}后再试。</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>Without the passphrase these files stay closed</source>
        <translation>没有口令，文件无法打开</translation>
    </message>
    <message>
        <source>Nobody can open them. Signing in loads your conversations anew; drafts and unsent messages on this machine are lost.</source>
        <translation>任何人都无法打开这些文件。登录后将重新加载会话；本机的草稿和未发消息无法找回。</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在连接服务器…</translation>
    </message>
    <message>
        <source>Saving your password…</source>
        <translation>正在保存密码…</translation>
    </message>
    <message>
        <source>Opening your files…</source>
        <translation>正在打开文件…</translation>
    </message>
    <message>
        <source>Sign in to Workstation</source>
        <translation>登录Workstation</translation>
    </message>
    <message>
        <source>Change the language to {name}</source>
        <translation>将语言切换为 {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>SlotListPage</name>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>有预约</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>已过去</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>More states</source>
        <translation>更多状态</translation>
    </message>
    <message>
        <source>State of the slots</source>
        <translation>时段状态</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>View bookings</source>
        <translation>查看预约</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改 …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Places taken</source>
        <translation>已约名额</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No slot is in this state</source>
        <translation>没有这种状态的时段</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No slots on these days yet</source>
        <translation>这些日期还没有时段</translation>
    </message>
    <message>
        <source>Buyers book the times that you offer here, on your page or in a chat.</source>
        <translation>采购商会在贵司页面或会话中预约这里开放的时段。</translation>
    </message>
    <message>
        <source>New slots …</source>
        <translation>新建时段 …</translation>
    </message>
    <message>
        <source>Your main account creates them.</source>
        <translation>时段由主账号创建。</translation>
    </message>
</context>
<context>
    <name>SlotsBlock</name>
    <message>
        <source>Slots offered</source>
        <translation>提供的洽谈时段</translation>
    </message>
    <message>
        <source>Open the calendar</source>
        <translation>打开日程</translation>
    </message>
</context>
<context>
    <name>Spans</name>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to leave</source>
        <translation>
            <numerusform>%n 项待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Online, checking every few seconds</source>
        <translation>在线，每隔几秒检查一次</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Loading conversations…</source>
        <translation>正在加载会话…</translation>
    </message>
    <message>
        <source>Loading conversations: {done} of {total}</source>
        <translation>正在加载会话：{done} / {total}</translation>
    </message>
    <message>
        <source>Signed out — as of {time}</source>
        <translation>已退出登录 — 内容截至 {time}</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已退出登录</translation>
    </message>
    <message>
        <source>Offline — as of {time}, reconnecting in {seconds} s</source>
        <translation>离线 — 内容截至 {time}，{seconds} 秒后重连</translation>
    </message>
    <message>
        <source>Offline — reconnecting in {seconds} s</source>
        <translation>离线 — {seconds} 秒后重连</translation>
    </message>
    <message>
        <source>Offline — as of {time}</source>
        <translation>离线 — 内容截至 {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>This network cuts long connections; new messages may take a few seconds.</source>
        <translation>当前网络会切断长连接，新消息可能延迟几秒。</translation>
    </message>
    <message>
        <source>Queue {count}</source>
        <translation>排队 {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n buyer(s) of your company wait for somebody</source>
        <translation>
            <numerusform>本公司有 %n 位采购商正在等候接待</numerusform>
        </translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>已同步 {time}</translation>
    </message>
    <message>
        <source>Press to be on-line again</source>
        <translation>点击恢复在线</translation>
    </message>
    <message>
        <source>Do not disturb: no new buyers</source>
        <translation>勿扰：不接新采购商</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{step}: done</source>
        <translation>{step}：已完成</translation>
    </message>
    <message>
        <source>{step}: still to do</source>
        <translation>{step}：待完成</translation>
    </message>
    <message>
        <source>Company information</source>
        <translation>公司信息</translation>
    </message>
    <message>
        <source>Exhibits</source>
        <translation>展品</translation>
    </message>
    <message>
        <source>Display template</source>
        <translation>展示模板</translation>
    </message>
    <message>
        <source>Get matched</source>
        <translation>获得匹配</translation>
    </message>
</context>
<context>
    <name>Switches</name>
    <message>
        <source>Translate what comes in</source>
        <translation>翻译收到的消息</translation>
    </message>
    <message>
        <source>Write in my language, send in theirs</source>
        <translation>用我的语言写，以对方语言发送</translation>
    </message>
    <message>
        <source>Show originals as well</source>
        <translation>同时显示原文</translation>
    </message>
    <message>
        <source>The buyer&apos;s language: {language}</source>
        <translation>采购商语言：{language}</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未确定</translation>
    </message>
    <message>
        <source>As detected</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>What this buyer writes may go</source>
        <translation>该采购商的消息可以发送到</translation>
    </message>
    <message>
        <source>to the engines that the company allows</source>
        <translation>公司允许的翻译引擎</translation>
    </message>
    <message>
        <source>nowhere: only translate on this machine</source>
        <translation>不外发：只在本机翻译</translation>
    </message>
    <message>
        <source>nowhere: never translate</source>
        <translation>不外发：从不翻译</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Take off the tag {tag}</source>
        <translation>移除标签“{tag}”</translation>
    </message>
</context>
<context>
    <name>TagEdit</name>
    <message>
        <source>Tag, then Enter</source>
        <translation>输入标签后回车</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
</context>
<context>
    <name>TagLine</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tag, then Enter</source>
        <translation>输入标签后按 Enter</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
</context>
<context>
    <name>TeamCard</name>
    <message numerus="yes">
        <source>%n hour(s) at most, set by the organiser</source>
        <translation>
            <numerusform>最长 %n 小时，由主办方规定</numerusform>
        </translation>
    </message>
    <message>
        <source>Transfers and sessions</source>
        <translation>转接与会话</translation>
    </message>
    <message>
        <source>A session ends by itself when nothing is said for</source>
        <translation>会话无消息超过此时间自动结束：</translation>
    </message>
    <message>
        <source>Ask the colleague first when a buyer is handed over</source>
        <translation>转接前先征求同事同意</translation>
    </message>
    <message>
        <source>Without an answer the buyer stays after</source>
        <translation>超过此时间未答复则不转接：</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) at most, set by the organiser</source>
        <translation>
            <numerusform>最长 %n 天，由主办方规定</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamView</name>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Pages of the team</source>
        <translation>团队页面</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分配规则</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Auto-replies</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Company&apos;s chats</source>
        <translation>公司会话</translation>
    </message>
</context>
<context>
    <name>TextPair</name>
    <message>
        <source>In Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>In English, for all who do not read Chinese</source>
        <translation>英文（用于不读中文的采购商）</translation>
    </message>
</context>
<context>
    <name>TimeDialog</name>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Words for the buyer</source>
        <translation>给采购商的话</translation>
    </message>
    <message>
        <source>Words for the buyer (may stay empty)</source>
        <translation>给采购商的话（可不填）</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>其他时间</translation>
    </message>
    <message>
        <source>One of the open slots</source>
        <translation>可预约的时段</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Begins, length</source>
        <translation>开始、时长</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>This time is past.</source>
        <translation>该时间已过去。</translation>
    </message>
    <message>
        <source>A slot ends on the day on which it begins.</source>
        <translation>时段须在同一天内结束。</translation>
    </message>
    <message>
        <source>The booking stays where it is until the buyer agrees.</source>
        <translation>采购商同意之前，预约时间不变。</translation>
    </message>
    <message>
        <source>For the buyer: {time}.</source>
        <translation>采购商当地：{time}。</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message>
        <source>{name}: got {got}, would get {would}</source>
        <translation>{name}：实际 {got}，试算 {would}</translation>
    </message>
</context>
<context>
    <name>TraceSaid</name>
    <message numerus="yes">
        <source>{names} look(s) after this exhibit.</source>
        <translation>
            <numerusform>{names}负责该展品。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} look(s) after this section of the fair.</source>
        <translation>
            <numerusform>{names}负责该展品所属展区。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} may not receive messages now.</source>
        <translation>
            <numerusform>{names}没有接收消息的权限。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} did not want to be disturbed.</source>
        <translation>
            <numerusform>{names}设为了免打扰。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} was/were on-line.</source>
        <translation>
            <numerusform>{names}当时在线。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} was/were below the limit of live chats.</source>
        <translation>
            <numerusform>{names}未达到在谈会话上限。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} may not receive purchase intents now.</source>
        <translation>
            <numerusform>{names} 现在没有接收采购意向的权限。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceSection</name>
    <message>
        <source>{time}: {what}</source>
        <translation>{time}：{what}</translation>
    </message>
    <message>
        <source>Hide why</source>
        <translation>收起原因</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>查看原因</translation>
    </message>
    <message>
        <source>The server keeps this, and it cannot be reached now. It is asked again later.</source>
        <translation>分配记录保存在服务器上，目前无法连接，稍后会自动查询。</translation>
    </message>
    <message>
        <source>The server has no decision about this chat any more.</source>
        <translation>服务器上已没有此会话的分配记录。</translation>
    </message>
    <message>
        <source>Asking the server …</source>
        <translation>正在查询服务器…</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier decision(s)</source>
        <translation>
            <numerusform>更早的 %n 次分配</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceWords</name>
    <message>
        <source>a former colleague</source>
        <translation>已离开的同事</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（您）</translation>
    </message>
    <message>
        <source>Why is nobody serving this buyer?</source>
        <translation>为什么还没有人接待？</translation>
    </message>
    <message>
        <source>Why is this chat with me?</source>
        <translation>为什么由我接待？</translation>
    </message>
    <message>
        <source>Why is this chat with {name}?</source>
        <translation>为什么由{name}接待？</translation>
    </message>
    <message>
        <source>The buyer waits in the queue.</source>
        <translation>采购商正在排队。</translation>
    </message>
    <message>
        <source>The buyer came to you.</source>
        <translation>采购商分配给了您。</translation>
    </message>
    <message>
        <source>The buyer went to {name}.</source>
        <translation>采购商分配给了{name}。</translation>
    </message>
    <message>
        <source>Reason given: {reason}</source>
        <translation>原因：{reason}</translation>
    </message>
    <message>
        <source>{by} handed the buyer over to {owner}.</source>
        <translation>{by}将采购商转接给{owner}。</translation>
    </message>
    <message>
        <source>{by} assigned the buyer to {owner}.</source>
        <translation>{by}将采购商分配给{owner}。</translation>
    </message>
    <message>
        <source>{by} took the buyer over.</source>
        <translation>{by}接管了此采购商。</translation>
    </message>
    <message>
        <source>{name} could no longer serve this buyer.</source>
        <translation>{name}无法继续接待此采购商。</translation>
    </message>
    <message>
        <source>The buyer was waiting in the queue.</source>
        <translation>采购商当时正在排队。</translation>
    </message>
    <message>
        <source>The buyer asked about {exhibit}.</source>
        <translation>采购商咨询了展品“{exhibit}”。</translation>
    </message>
    <message>
        <source>The buyer wrote to your company.</source>
        <translation>采购商联系了贵公司。</translation>
    </message>
    <message>
        <source>Nobody in particular looks after this exhibit.</source>
        <translation>该展品没有关联账号。</translation>
    </message>
    <message>
        <source>Nobody in particular looks after its section of the fair.</source>
        <translation>该展品所属展区没有关联账号。</translation>
    </message>
    <message>
        <source>None of them was on-line.</source>
        <translation>他们当时都不在线。</translation>
    </message>
    <message>
        <source>All had reached their limit.</source>
        <translation>他们的在谈会话数均已达到上限。</translation>
    </message>
    <message>
        <source>The chat was still going on, so it stays with {name}.</source>
        <translation>会话仍在进行，因此继续由{name}接待。</translation>
    </message>
    <message>
        <source>The chat was still going on with {name}, who may not receive messages now.</source>
        <translation>会话仍在进行，但接待人{name}目前没有接收消息的权限。</translation>
    </message>
    <message>
        <source>{name} served this buyer last and was free.</source>
        <translation>{name}上次接待过此采购商，且当时可以接待。</translation>
    </message>
    <message>
        <source>{name} served this buyer last, but was not free.</source>
        <translation>{name}上次接待过此采购商，但当时无法接待。</translation>
    </message>
    <message>
        <source>Distribution is manual: new buyers come to the main account, which hands them on.</source>
        <translation>当前为手动分配：新采购商先到主账号，由主账号转接。</translation>
    </message>
    <message>
        <source>{name} stands in when nobody else is free.</source>
        <translation>没有其他空闲人员时由{name}应急接待。</translation>
    </message>
    <message>
        <source>{name}, who stands in, may not receive messages now.</source>
        <translation>应急账号{name}目前没有接收消息的权限。</translation>
    </message>
    <message>
        <source>Nobody was free, so the buyer waits in the queue.</source>
        <translation>没有空闲人员，采购商进入排队。</translation>
    </message>
    <message>
        <source>So the buyer came to the main account.</source>
        <translation>因此由主账号接待。</translation>
    </message>
    <message>
        <source>{name}: chosen among them at random.</source>
        <translation>从中随机选中{name}。</translation>
    </message>
    <message>
        <source>{by} put the buyer back into the queue.</source>
        <translation>{by} 将采购商放回了排队队列。</translation>
    </message>
    <message>
        <source>{by} began the chat from a purchase intent.</source>
        <translation>{by} 从采购意向发起了会话。</translation>
    </message>
    <message>
        <source>The purchase intent waits to be assigned.</source>
        <translation>采购意向等待分配。</translation>
    </message>
    <message>
        <source>The purchase intent came to you.</source>
        <translation>采购意向分给了您。</translation>
    </message>
    <message>
        <source>The purchase intent went to {name}.</source>
        <translation>采购意向分给了 {name}。</translation>
    </message>
    <message>
        <source>{by} assigned the purchase intent to {owner}.</source>
        <translation>{by} 把采购意向分配给了 {owner}。</translation>
    </message>
    <message>
        <source>{name} may no longer receive purchase intents.</source>
        <translation>{name} 已不能接收采购意向。</translation>
    </message>
    <message>
        <source>The purchase intent was waiting to be assigned.</source>
        <translation>采购意向一直在等待分配。</translation>
    </message>
    <message>
        <source>It matches {exhibit} best.</source>
        <translation>与 {exhibit} 最匹配。</translation>
    </message>
    <message>
        <source>It matches a section of the fair in which your company exhibits.</source>
        <translation>与贵公司参展的展区匹配。</translation>
    </message>
    <message>
        <source>Distribution is manual: purchase intents come to the main account, which assigns them.</source>
        <translation>分配方式为手动：采购意向先到主账号，由主账号分配。</translation>
    </message>
    <message>
        <source>Nobody was free, so the purchase intent waits.</source>
        <translation>无人空闲，采购意向暂时等待。</translation>
    </message>
    <message>
        <source>So the purchase intent came to the main account.</source>
        <translation>因此采购意向归主账号。</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>a colleague</source>
        <translation>一位同事</translation>
    </message>
    <message>
        <source>main account</source>
        <translation>主账号</translation>
    </message>
    <message>
        <source>{load}, full</source>
        <translation>{load}，已满</translation>
    </message>
    <message>
        <source>serves this buyer already</source>
        <translation>正在接待这位采购商</translation>
    </message>
    <message>
        <source>account is disabled</source>
        <translation>账号已停用</translation>
    </message>
    <message>
        <source>may not receive messages</source>
        <translation>无权接收消息</translation>
    </message>
    <message>
        <source>Assign {buyer}</source>
        <translation>分配 {buyer}</translation>
    </message>
    <message>
        <source>Hand {buyer} to a colleague</source>
        <translation>将 {buyer} 转接给同事</translation>
    </message>
    <message>
        <source>{name} serves {buyer} at once and sees everything said so far. The buyer is told who serves them now.</source>
        <translation>{name} 立即接待 {buyer}，并能看到此前的全部对话。系统会告知采购商由谁接待。</translation>
    </message>
    <message>
        <source>{name} is asked first and has {span} to answer. Until then {buyer} stays with you; without an answer nothing changes.</source>
        <translation>先征求 {name} 的同意，对方有 {span} 的时间答复。在此之前 {buyer} 仍由您接待；如无答复，一切不变。</translation>
    </message>
    <message>
        <source>{name} serves {buyer} at once and sees everything said so far. The buyer is told who serves them now. You can read what was said until then.</source>
        <translation>{name} 立即接待 {buyer}，并能看到此前的全部对话。系统会告知采购商由谁接待。此前的对话您仍可查看。</translation>
    </message>
    <message>
        <source>Your unsent text stays yours and is offered to {name}.</source>
        <translation>您未发送的内容仍归您保留，同时提供给 {name} 参考。</translation>
    </message>
    <message>
        <source>Speaks the buyer&apos;s language</source>
        <translation>懂采购商的语言</translation>
    </message>
    <message>
        <source>Knows this exhibit</source>
        <translation>熟悉这款展品</translation>
    </message>
    <message>
        <source>My shift ends</source>
        <translation>我要下班了</translation>
    </message>
    <message>
        <source>a buyer</source>
        <translation>一位采购商</translation>
    </message>
    <message>
        <source>{buyer} ({facts})</source>
        <translation>{buyer}（{facts}）</translation>
    </message>
    <message>
        <source>{name} asks you to take over {buyer}</source>
        <translation>{name} 请您接手 {buyer}</translation>
    </message>
    <message>
        <source>{name} was asked to take over {buyer}</source>
        <translation>已请 {name} 接手 {buyer}</translation>
    </message>
    <message>
        <source>Until there is an answer the buyer stays with you.</source>
        <translation>在对方答复之前，采购商仍由您接待。</translation>
    </message>
    <message>
        <source>{giver} asked {name} to take over {buyer}</source>
        <translation>{giver} 请 {name} 接手 {buyer}</translation>
    </message>
    <message>
        <source>{name} cannot take over {buyer}; the buyer stays with you</source>
        <translation>{name} 无法接手 {buyer}，仍由您接待</translation>
    </message>
    <message>
        <source>{name} did not answer in time; {buyer} stays with you</source>
        <translation>{name} 未在时限内答复，{buyer} 仍由您接待</translation>
    </message>
    <message>
        <source>{name} left you an unsent text</source>
        <translation>{name} 给您留下了未发送的内容</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Leave out the hand-over note</source>
        <translation>不附交接备注</translation>
    </message>
    <message>
        <source>Add a hand-over note</source>
        <translation>添加交接备注</translation>
    </message>
    <message>
        <source>Choose a colleague to see what will happen.</source>
        <translation>请选择一位同事，这里会说明转接后的情况。</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Reason, for the colleague only</source>
        <translation>原因（仅同事可见）</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>Hand-over note: what was promised, prices, dates</source>
        <translation>交接备注：承诺事项、价格、日期</translation>
    </message>
    <message>
        <source>Offer my unsent text along</source>
        <translation>一并提供我未发送的内容</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>征求同意</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name, pinyin, title or language</source>
        <translation>姓名、拼音、职务或语言</translation>
    </message>
    <message>
        <source>Nobody of that name or language may take this buyer.</source>
        <translation>没有符合姓名或语言、可以接待这位采购商的同事。</translation>
    </message>
</context>
<context>
    <name>TransferInChat</name>
    <message>
        <source>You serve this buyer now, in place of {name}</source>
        <translation>该采购商现由您接待（原为 {name}）</translation>
    </message>
    <message>
        <source>You serve this buyer now</source>
        <translation>该采购商现由您接待</translation>
    </message>
    <message>
        <source>The session is ended; the buyer&apos;s next message is distributed anew</source>
        <translation>会话已结束，采购商的下一条消息将重新分配</translation>
    </message>
    <message>
        <source>Assign to a colleague …</source>
        <translation>分配给同事…</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>结束会话</translation>
    </message>
</context>
<context>
    <name>Translating</name>
    <message>
        <source>Translating …</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <source>Show the original</source>
        <translation>显示原文</translation>
    </message>
    <message>
        <source>memory, {score} %</source>
        <translation>记忆库，{score} %</translation>
    </message>
    <message>
        <source>“{text}” of the original is not in it</source>
        <translation>原文中的“{text}”不在译文中</translation>
    </message>
    <message>
        <source>“{text}” was not in the original</source>
        <translation>“{text}”不在原文中</translation>
    </message>
    <message>
        <source>figures stand in another order</source>
        <translation>数字的顺序不同</translation>
    </message>
    <message>
        <source>Check this translation: {doubts}</source>
        <translation>请核对译文：{doubts}</translation>
    </message>
    <message>
        <source>Of a similar sentence ({score} %): check it</source>
        <translation>来自相似句（{score} %），请核对</translation>
    </message>
    <message>
        <source>Not translated: your company does not allow it here.</source>
        <translation>未翻译：公司不允许翻译此处内容。</translation>
    </message>
    <message>
        <source>Not translated: nothing may leave this machine here, and the memory does not know it.</source>
        <translation>未翻译：此处内容不得离开本机，记忆库中也没有这句话。</translation>
    </message>
    <message>
        <source>Not translated: this month&apos;s limit is used up.</source>
        <translation>未翻译：本月限额已用完。</translation>
    </message>
    <message>
        <source>Not translated: no engine for this language is set up. Settings › Translation adds one.</source>
        <translation>未翻译：尚未配置支持该语言的引擎，可在“设置 › 翻译”中添加。</translation>
    </message>
    <message>
        <source>It is in your language already.</source>
        <translation>这条消息已是您的语言。</translation>
    </message>
    <message>
        <source>There are no words in it to translate.</source>
        <translation>其中没有可翻译的文字。</translation>
    </message>
    <message>
        <source>Not translated: the engine cannot be reached. Try later.</source>
        <translation>未翻译：无法连接引擎，请稍后再试。</translation>
    </message>
    <message>
        <source>Not translated: the engine did not answer in time. Try again.</source>
        <translation>未翻译：引擎未及时响应，请重试。</translation>
    </message>
    <message>
        <source>Not translated: the engine&apos;s certificate is not trusted.</source>
        <translation>未翻译：引擎的证书不受信任。</translation>
    </message>
    <message>
        <source>Not translated: the engine&apos;s address does not begin with https.</source>
        <translation>未翻译：引擎地址不是以 https 开头。</translation>
    </message>
    <message>
        <source>Not translated: the engine does not accept the key. See the settings.</source>
        <translation>未翻译：引擎不接受该密钥，请检查设置。</translation>
    </message>
    <message>
        <source>Not translated: the engine&apos;s quota is used up.</source>
        <translation>未翻译：引擎的额度已用完。</translation>
    </message>
    <message>
        <source>Not translated: the engine is too busy. Try again in a minute.</source>
        <translation>未翻译：引擎繁忙，请一分钟后再试。</translation>
    </message>
    <message>
        <source>Not translated: the text is too long for the engine.</source>
        <translation>未翻译：文本超出引擎的长度限制。</translation>
    </message>
    <message>
        <source>Not translated: the engine does not know these languages.</source>
        <translation>未翻译：引擎不支持这两种语言。</translation>
    </message>
    <message>
        <source>Not translated: the engine&apos;s answer made no sense.</source>
        <translation>未翻译：引擎返回的内容没有意义。</translation>
    </message>
    <message>
        <source>Not translated: the engine failed several times and is left alone for a minute.</source>
        <translation>未翻译：引擎连续出错，暂停使用一分钟。</translation>
    </message>
    <message>
        <source>Not translated: something went wrong. Try again.</source>
        <translation>未翻译：出了点问题，请重试。</translation>
    </message>
    <message>
        <source>Typed so; sent in translation</source>
        <translation>输入的原文；发送的是译文</translation>
    </message>
    <message>
        <source>Show what was sent</source>
        <translation>显示发送的内容</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open the settings of translation</source>
        <translation>打开翻译设置</translation>
    </message>
    <message>
        <source>Put this note away</source>
        <translation>收起此提示</translation>
    </message>
    <message>
        <source>characters converted on this machine</source>
        <translation>本机繁简转换</translation>
    </message>
</context>
<context>
    <name>TranslationPopup</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Translating …</source>
        <translation>正在翻译…</translation>
    </message>
</context>
<context>
    <name>TranslationSection</name>
    <message>
        <source>Searched on this machine before any engine is asked, and enough without one.</source>
        <translation>先在本机查找，再询问引擎；没有引擎也能使用。</translation>
    </message>
    <message>
        <source>From the desk: {shipped} · from your company: {ours}</source>
        <translation>随软件提供：{shipped} 条 · 本公司：{ours} 条</translation>
    </message>
    <message>
        <source>Memory and glossary</source>
        <translation>翻译记忆库与术语表</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open memory and glossary</source>
        <translation>打开翻译记忆库与术语表</translation>
    </message>
</context>
<context>
    <name>TranslationSettings</name>
    <message>
        <source>Tencent Machine Translation</source>
        <translation>腾讯机器翻译</translation>
    </message>
    <message>
        <source>Language model (OpenAI interface)</source>
        <translation>大语言模型（OpenAI 接口）</translation>
    </message>
    <message>
        <source>Free software that also runs on this machine; then no text leaves it.</source>
        <translation>自由软件，也可在本机运行，内容不离开本机。</translation>
    </message>
    <message>
        <source>Free software for related languages; runs on this machine. Needs no key.</source>
        <translation>自由软件，适合相近语言；在本机运行，无需密钥。</translation>
    </message>
    <message>
        <source>Needs the key from your DeepL account.</source>
        <translation>需要 DeepL 账号中的密钥。</translation>
    </message>
    <message>
        <source>Needs SecretId and SecretKey from the Tencent Cloud console.</source>
        <translation>需要腾讯云控制台中的 SecretId 和 SecretKey。</translation>
    </message>
    <message>
        <source>Any service with OpenAI&apos;s interface, also on this machine. Needs a model&apos;s name.</source>
        <translation>任何提供 OpenAI 接口的服务，也可在本机运行。需要填写模型名称。</translation>
    </message>
    <message>
        <source>It works: “{sample}” ({time} ms)</source>
        <translation>可用：“{sample}”（{time} 毫秒）</translation>
    </message>
    <message>
        <source>The engine reports a fault. Try again later.</source>
        <translation>引擎报告故障，请稍后再试。</translation>
    </message>
    <message>
        <source>It says: {detail}</source>
        <translation>对方返回：{detail}</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Check the address, and whether the service runs.</source>
        <translation>该地址没有响应。请检查地址以及服务是否已启动。</translation>
    </message>
    <message>
        <source>It did not answer in time. Try again: a first answer is slow.</source>
        <translation>未及时响应，请再试一次：首次响应较慢。</translation>
    </message>
    <message>
        <source>Its certificate is not trusted, so nothing was sent. Ask whoever runs it.</source>
        <translation>其证书不受信任，未发送任何内容。请联系服务提供方。</translation>
    </message>
    <message>
        <source>Nothing was sent: the address must begin with https unless it leads to this machine.</source>
        <translation>未发送任何内容：除本机外，地址必须以 https 开头。</translation>
    </message>
    <message>
        <source>The key is not accepted. Copy it again from your account.</source>
        <translation>密钥无效，请从您的账号中重新复制。</translation>
    </message>
    <message>
        <source>Its quota is used up; it works again with a new one.</source>
        <translation>额度已用完，续费或等待新额度后可用。</translation>
    </message>
    <message>
        <source>It is too busy at the moment. Try again in a minute.</source>
        <translation>服务繁忙，请一分钟后再试。</translation>
    </message>
    <message>
        <source>Even one sentence is too long for it.</source>
        <translation>连一句话都超出其长度限制。</translation>
    </message>
    <message>
        <source>It does not know English and your language. It may know others; messages will show.</source>
        <translation>不支持英语与您的语言互译，但可能支持其他语言，可在消息中查看。</translation>
    </message>
    <message>
        <source>It answers, but not with a translation. Check address and model.</source>
        <translation>有响应，但不是译文。请检查地址和模型。</translation>
    </message>
    <message>
        <source>It failed several times and is left alone for a minute.</source>
        <translation>多次失败，暂停一分钟后再用。</translation>
    </message>
</context>
<context>
    <name>TranslationUnits</name>
    <message>
        <source>with the desk</source>
        <translation>随软件提供</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我</translation>
    </message>
    <message>
        <source>a former colleague&apos;s</source>
        <translation>前同事</translation>
    </message>
    <message>
        <source>waiting to leave</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>fewer than two languages</source>
        <translation>不足两种语言</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>a language that is not known</source>
        <translation>未知语言</translation>
    </message>
    <message>
        <source>more than 20,000 in one file</source>
        <translation>单个文件超过 20,000 条</translation>
    </message>
    <message>
        <source>signs that cannot be read</source>
        <translation>含无法读取的字符</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Workstation</source>
        <translation>打开 Workstation</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message numerus="yes">
        <source>Workstation: %n unread message(s)</source>
        <translation>
            <numerusform>Workstation：%n 条未读消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
</context>
<context>
    <name>TypingLine</name>
    <message>
        <source>{name} is typing …</source>
        <translation>{name}正在输入…</translation>
    </message>
</context>
<context>
    <name>UnitForm</name>
    <message>
        <source>Traditional Chinese</source>
        <translation>繁体中文</translation>
    </message>
    <message>
        <source>Two languages at least.</source>
        <translation>至少需要两种语言。</translation>
    </message>
    <message>
        <source>That is too long for the memory.</source>
        <translation>内容过长，无法存入记忆库。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>For the whole company. Figures in a sentence fit other figures as well.</source>
        <translation>全公司共用。句中的数字换成其他数字同样适用。</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>记忆库</translation>
    </message>
    <message>
        <source>A change becomes a unit of your own and goes first.</source>
        <translation>修改后另存为您自己的条目，并优先使用。</translation>
    </message>
    <message>
        <source>Discard the change</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Another language …</source>
        <translation>其他语言…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>piece</source>
        <translation>件</translation>
    </message>
    <message>
        <source>set</source>
        <translation>套</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>台</translation>
    </message>
    <message>
        <source>pair</source>
        <translation>双</translation>
    </message>
    <message>
        <source>dozen</source>
        <translation>打</translation>
    </message>
    <message>
        <source>box</source>
        <translation>盒</translation>
    </message>
    <message>
        <source>carton</source>
        <translation>箱</translation>
    </message>
    <message>
        <source>pack</source>
        <translation>包</translation>
    </message>
    <message>
        <source>bag</source>
        <translation>袋</translation>
    </message>
    <message>
        <source>bottle</source>
        <translation>瓶</translation>
    </message>
    <message>
        <source>roll</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>sheet</source>
        <translation>张</translation>
    </message>
    <message>
        <source>kg</source>
        <translation>千克</translation>
    </message>
    <message>
        <source>tonne</source>
        <translation>吨</translation>
    </message>
    <message>
        <source>metre</source>
        <translation>米</translation>
    </message>
    <message>
        <source>yard</source>
        <translation>码</translation>
    </message>
    <message>
        <source>m²</source>
        <translation>平方米</translation>
    </message>
    <message>
        <source>m³</source>
        <translation>立方米</translation>
    </message>
    <message>
        <source>litre</source>
        <translation>升</translation>
    </message>
</context>
<context>
    <name>UnreadPill</name>
    <message>
        <source>First unread message</source>
        <translation>第一条未读消息</translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message numerus="yes">
        <source>%n booking(s) wait for you</source>
        <translation>
            <numerusform>%n 个预约待您处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Next: {buyer}, {when}</source>
        <translation>下一个：{buyer}，{when}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>WayLine</name>
    <message>
        <source>Copy: {name}</source>
        <translation>复制：{name}</translation>
    </message>
    <message>
        <source>Call {what}</source>
        <translation>拨打 {what}</translation>
    </message>
    <message>
        <source>Write to {what}</source>
        <translation>写邮件给 {what}</translation>
    </message>
    <message>
        <source>Open {what}</source>
        <translation>打开 {what}</translation>
    </message>
    <message>
        <source>Show on a map</source>
        <translation>在地图上查看</translation>
    </message>
    <message>
        <source>Chat with {what}</source>
        <translation>与 {what} 聊天</translation>
    </message>
</context>
<context>
    <name>WhatIfDialog</name>
    <message>
        <source>What if</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>the queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>No buyer has been assigned yet, so there is nothing to try the rules on.</source>
        <translation>还没有分配过采购商，无法试算。</translation>
    </message>
    <message>
        <source>Nobody would have gone elsewhere.</source>
        <translation>分配结果没有任何变化。</translation>
    </message>
    <message numerus="yes">
        <source>%n of the last {count} would have gone elsewhere.</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>最近 {count} 次分配中，有 %n 次会分给其他人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only those who would have gone elsewhere</source>
        <translation>只看会变化的</translation>
    </message>
    <message>
        <source>Save these rules</source>
        <translation>保存这些规则</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Past assignments</source>
        <translation>历史分配</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>采购商</translation>
    </message>
    <message>
        <source>Went to</source>
        <translation>实际分给</translation>
    </message>
    <message>
        <source>Would go to</source>
        <translation>将分给</translation>
    </message>
    <message>
        <source>conversation {number}</source>
        <translation>会话 {number}</translation>
    </message>
    <message>
        <source>purchase intent</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Grey: what each of them got. Blue: what they would have got. Who was on-line and how busy is as it was then; where chance decides, it favours who got it.</source>
        <translation>灰色：实际分到；蓝色：按新规则会分到。在线状态和工作量按当时情况计算；随机分配时优先维持原结果。</translation>
    </message>
    <message>
        <source>Tried on</source>
        <translation>试算对象</translation>
    </message>
    <message>
        <source>Purchase intent</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>No purchase intent has been assigned yet, so there is nothing to try the rules on.</source>
        <translation>还没有分配过采购意向，无法试算。</translation>
    </message>
    <message>
        <source>No purchase intent would have gone elsewhere.</source>
        <translation>采购意向的分配结果没有任何变化。</translation>
    </message>
    <message numerus="yes">
        <source>%n of the last {count} would have gone elsewhere.</source>
        <comment>purchase intents</comment>
        <translation>
            <numerusform>最近 {count} 条采购意向中，有 %n 条会分给其他人。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Write a note on this buyer</source>
        <translation>为此采购商写备注</translation>
    </message>
    <message>
        <source>Tag this buyer</source>
        <translation>为此采购商添加标签</translation>
    </message>
    <message>
        <source>Go to a date in this conversation</source>
        <translation>跳转到此会话的某一天</translation>
    </message>
    <message>
        <source>Export this conversation…</source>
        <translation>导出此会话…</translation>
    </message>
    <message>
        <source>Star this conversation</source>
        <translation>为此会话加星标</translation>
    </message>
    <message>
        <source>Take the star off this conversation</source>
        <translation>取消此会话的星标</translation>
    </message>
    <message>
        <source>Pin this conversation to the top</source>
        <translation>置顶此会话</translation>
    </message>
    <message>
        <source>Unpin this conversation</source>
        <translation>取消置顶此会话</translation>
    </message>
    <message>
        <source>Do not notify about this conversation</source>
        <translation>此会话不再提醒</translation>
    </message>
    <message>
        <source>Notify about this conversation again</source>
        <translation>恢复提醒此会话</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>消息中心</translation>
    </message>
    <message>
        <source>New slots for negotiations</source>
        <translation>新建洽谈时段</translation>
    </message>
    <message>
        <source>Purchase intents</source>
        <translation>采购意向</translation>
    </message>
    <message>
        <source>Business cards</source>
        <translation>名片夹</translation>
    </message>
    <message>
        <source>My business card</source>
        <translation>我的名片</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Unanswered buyers</source>
        <translation>待回复的采购商</translation>
    </message>
    <message>
        <source>Unread conversations</source>
        <translation>未读会话</translation>
    </message>
    <message>
        <source>Starred conversations</source>
        <translation>加星标的会话</translation>
    </message>
    <message>
        <source>Archived conversations</source>
        <translation>已归档的会话</translation>
    </message>
    <message>
        <source>Chats with colleagues</source>
        <translation>同事会话</translation>
    </message>
    <message>
        <source>I am on-line</source>
        <translation>设为在线</translation>
    </message>
    <message>
        <source>I am busy</source>
        <translation>设为忙碌</translation>
    </message>
    <message>
        <source>I am away</source>
        <translation>设为离开</translation>
    </message>
    <message>
        <source>Do not disturb me</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>Mark all notices as read</source>
        <translation>消息中心全部标为已读</translation>
    </message>
    <message>
        <source>Ask the server now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色界面</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色界面</translation>
    </message>
    <message>
        <source>Colours like the system&apos;s</source>
        <translation>界面颜色跟随系统</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>按 Enter 发送</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>按 Ctrl+Enter 发送</translation>
    </message>
    <message>
        <source>Closing the window hides it in the tray</source>
        <translation>关闭窗口时隐藏到托盘</translation>
    </message>
    <message>
        <source>Closing the window quits</source>
        <translation>关闭窗口时退出程序</translation>
    </message>
    <message>
        <source>Notify about my buyers</source>
        <translation>仅提醒我的会话</translation>
    </message>
    <message>
        <source>Notify about mine and unassigned</source>
        <translation>提醒我的和未分配的会话</translation>
    </message>
    <message>
        <source>Notify about everything</source>
        <translation>提醒所有会话</translation>
    </message>
    <message>
        <source>Notify about nothing</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>Notify without a sound</source>
        <translation>提醒时静音</translation>
    </message>
    <message>
        <source>Notify with a sound</source>
        <translation>提醒时播放声音</translation>
    </message>
    <message>
        <source>Phrases, quiet hours and all other settings</source>
        <translation>常用语、免打扰时段及其他设置</translation>
    </message>
    <message>
        <source>Share this conversation with a colleague</source>
        <translation>把会话分享给同事</translation>
    </message>
    <message>
        <source>Quote a price</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Import business cards…</source>
        <translation>导入名片…</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>_BandLine</name>
    <message>
        <source>to</source>
        <comment>between two times of day</comment>
        <translation>至</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Remove these hours</source>
        <translation>移除此时段</translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in this conversation …</source>
        <translation>
            <numerusform>此会话中还有 %n 条…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <comment>how many somebody has</comment>
        <translation>
            <numerusform>%n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n buyer(s)</source>
        <translation>
            <numerusform>%n 位采购商</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Account or password are not right. Check both; after %n more wrong try(ies) the account is locked for a while.</source>
        <translation>
            <numerusform>账号或密码不正确。请检查后再试；再输错 %n 次，账号将被暂时锁定。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n 次回复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) later</source>
        <translation>
            <numerusform>晚 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) earlier</source>
        <translation>
            <numerusform>早 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Account or password are not right, and the account is locked now. Try again later, or ask whoever manages your company&apos;s accounts for a new password.</source>
        <translation>账号或密码不正确，账号现已锁定。请稍后再试，或请公司的账号管理员重置密码。</translation>
    </message>
    <message numerus="yes">
        <source>%n more countries</source>
        <translation>
            <numerusform>另外 %n 个国家/地区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_DeviceLine</name>
    <message>
        <source>unnamed device</source>
        <translation>未命名设备</translation>
    </message>
    <message>
        <source>{name} (this one)</source>
        <translation>{name}（本机）</translation>
    </message>
    <message>
        <source>seen {time}</source>
        <translation>最近在线 {time}</translation>
    </message>
    <message>
        <source>signed in {time}</source>
        <translation>登录于 {time}</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign out {name}</source>
        <translation>让 {name} 退出登录</translation>
    </message>
</context>
<context>
    <name>_LanguageChip</name>
    <message>
        <source>Take off {language}</source>
        <translation>移除{language}</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>In 5 minutes</source>
        <translation>5 分钟后提醒</translation>
    </message>
    <message>
        <source>Remind me again in 5 minutes</source>
        <translation>5 分钟后再次提醒</translation>
    </message>
    <message>
        <source>I know</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Name somebody</source>
        <translation>指定接待人</translation>
    </message>
</context>
<context>
    <name>_Preview</name>
    <message>
        <source>Enter or a click shows it large; Delete or the cross takes it out</source>
        <translation>按 Enter 或点击可查看大图；按 Delete 或点击叉号可移除</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>_Who</name>
    <message>
        <source>served by {name}</source>
        <translation>由{name}接待</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>当地 {time}</translation>
    </message>
</context>
</TS>
