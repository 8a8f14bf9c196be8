; Inno Setup 6: an installer for one user, without administrator's rights. Run on Windows after PyInstaller:
;   iscc /DVersion=0.1.0 installer\windows\workstation.iss
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif

[Setup]
AppId={{6E3C4E0A-3A57-4B0C-9E5B-6B6C3F5D9A21}
AppName=Workstation
AppVersion={#Version}
AppPublisher=The Workstation contributors
DefaultDirName={autopf}\Workstation
DefaultGroupName=Workstation
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=Workstation-{#Version}-setup
LicenseFile=LICENSE
SetupIconFile=build\workstation.ico
UninstallDisplayIcon={app}\workstation.exe
Compression=lzma2
SolidCompression=yes
; The desk holds this while it runs, so that an update asks to close it first.
CloseApplications=yes
WizardStyle=modern
; Signing: configure the tool "sign" in Inno Setup and pass /Ssign=…; then these two lines.
;SignTool=sign
;SignedUninstaller=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked
Name: "startup"; Description: "{cm:AutoStartProgram,Workstation}"; Flags: unchecked

[Files]
Source: "dist\workstation\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; Files of an older version must not stay beside those of the new one.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Workstation"; Filename: "{app}\workstation.exe"; AppUserModelID: "org.workstation.desk"
Name: "{autodesktop}\Workstation"; Filename: "{app}\workstation.exe"; Tasks: desktopicon; AppUserModelID: "org.workstation.desk"
Name: "{userstartup}\Workstation"; Filename: "{app}\workstation.exe"; Tasks: startup

[Run]
Filename: "{app}\workstation.exe"; Description: "{cm:LaunchProgram,Workstation}"; Flags: nowait postinstall skipifsilent
